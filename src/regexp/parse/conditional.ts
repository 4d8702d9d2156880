import type { Condition, Node } from "../ast.js";
import { LOOK_VERBS, LOOKS, readLook } from "./look.js";
import type { Parser } from "./parser.js";

const NAME = /<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)'/y;
const NUMBER = /[1-9][0-9]*/y;
const RECURSING = /R(?:0|[1-9][0-9]*|&([A-Za-z_]\w*))?(?=\))/y;

/** `(?(condition)yes|no)` with the cursor behind the second parenthesis. */
export function readConditional(parser: Parser, open: number): Node {
  let last = parser.modifiers;
  const conditional = parser.inside(open, (): Node => {
    const condition = readCondition(parser);
    if (!parser.takes(")")) parser.invalid("this is no condition");
    const yes = parser.sequence(parser);
    let no: Node = { kind: "empty", start: parser.at, end: parser.at };
    const hasNo = parser.takes("|");
    if (hasNo) {
      if (condition.kind === "define") parser.invalid("a definition cannot have alternatives", parser.at - 1);
      no = parser.sequence(parser);
    }
    if (parser.sees("|")) parser.invalid("a condition has at most two alternatives");
    last = parser.modifiers;
    return { kind: "conditional", condition, yes, no, hasNo, start: open, end: parser.at + 1 };
  });
  // Modifiers that are set inside stay in force, contrary to all other groups.
  parser.modifiers = last;
  return conditional;
}

/** The condition, up to its closing parenthesis. */
function readCondition(parser: Parser): Condition {
  const start = parser.at;
  const look = readLookCondition(parser);
  if (look !== null) return look;
  const name = parser.takesPattern(NAME);
  if (name !== null) {
    const to = { kind: "name", name: (name[1] ?? name[2]) as string } as const;
    parser.expectGroup(to.name, start);
    return { kind: "group", to };
  }
  const number = parser.takesPattern(NUMBER);
  if (number !== null) {
    // Perl's own limit is not documented.
    if (number[0].length > 9) parser.unsupported("a very large number", start);
    return { kind: "group", to: { kind: "number", group: Number(number[0]) } };
  }
  const recursing = parser.takesPattern(RECURSING);
  if (recursing !== null) {
    if (recursing[1] !== undefined) parser.expectGroup(recursing[1], start);
    return { kind: "recursing" };
  }
  if (parser.takes("DEFINE")) return { kind: "define" };
  // Perl takes a named group for a look-behind, it seems.
  if (parser.sees("?<") || parser.sees("?'") || parser.sees("?P")) parser.unsupported("a group as a condition", start);
  return parser.invalid("this is no condition");
}

/** A look-around as condition: its own parentheses are those of the condition. */
function readLookCondition(parser: Parser): Condition | null {
  const open = parser.at - 1;
  for (const [text, kind] of CONDITION_LOOKS) {
    if (!parser.takes(text)) continue;
    const look = readLook(parser, open, kind);
    // Leave the closing parenthesis to the caller.
    parser.at--;
    return { kind: "look", look };
  }
  return null;
}

const CONDITION_LOOKS = [
  ...LOOKS.map(([text, kind]) => [`?${text}`, kind] as const),
  ...[...LOOK_VERBS].map(([name, kind]) => [`*${name}:`, kind] as const),
];
