import type { Look } from "../ast.js";
import type { Parser } from "./parser.js";

export interface LookKind {
  readonly behind: boolean;
  readonly negative: boolean;
}

/** What follows `(?`. */
export const LOOKS: readonly (readonly [text: string, kind: LookKind])[] = [
  ["=", { behind: false, negative: false }],
  ["!", { behind: false, negative: true }],
  ["<=", { behind: true, negative: false }],
  ["<!", { behind: true, negative: true }],
];

/** What stands between `(*` and a colon. */
export const LOOK_VERBS: ReadonlyMap<string, LookKind> = new Map([
  ["pla", { behind: false, negative: false }],
  ["positive_lookahead", { behind: false, negative: false }],
  ["nla", { behind: false, negative: true }],
  ["negative_lookahead", { behind: false, negative: true }],
  ["plb", { behind: true, negative: false }],
  ["positive_lookbehind", { behind: true, negative: false }],
  ["nlb", { behind: true, negative: true }],
  ["negative_lookbehind", { behind: true, negative: true }],
]);

/** The inside of a look-around and its closing parenthesis. */
export function readLook(parser: Parser, open: number, kind: LookKind): Look {
  parser.lookDepth++;
  const body = parser.inside(open, () => parser.alternatives(parser));
  parser.lookDepth--;
  return { kind: "look", ...kind, body, start: open, end: parser.at };
}
