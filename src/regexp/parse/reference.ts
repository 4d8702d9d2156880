import type { GroupReference, Node } from "../ast.js";
import type { Parser } from "./parser.js";

/** What a group can be named. */
export const GROUP_NAME = /[A-Za-z_]\w*/y;

const NUMBER = /\\([0-9]+)/y;

/**
 * `\1`: a reference to a group. Null when it is an octal escape: it has several digits, and
 * fewer groups have begun.
 */
export function readNumberedEscape(parser: Parser): Node | null {
  const start = parser.at;
  NUMBER.lastIndex = start;
  const digits = NUMBER.exec(parser.source)?.[1] as string;
  const group = Number(digits);
  const mayBeOctal = digits.length > 1 && digits[0] !== "8" && digits[0] !== "9";
  if (mayBeOctal && group > parser.groupsOpened) return null;
  parser.at += digits.length + 1;
  return reference(parser, { kind: "number", group }, start);
}

function reference(parser: Parser, to: GroupReference, start: number): Node {
  parser.expectGroup(to.kind === "number" ? to.group : to.name, start);
  const { ignoreCase, rules } = parser.modifiers;
  return { kind: "backreference", to, fold: ignoreCase ? rules : null, start, end: parser.at };
}

const NAMED = /\\k(?:<(\w+)>|'(\w+)'|\{[ \t]*(\w+)[ \t]*\})/y;
const BRACED = /\\g\{[ \t]*(?:(-?)([0-9]+)|([A-Za-z_]\w*))[ \t]*\}/y;
const UNBRACED = /\\g(-?)([0-9]+)/y;

/** `\k<name>`, `\g{name}`, `\g1`, `\g{-1}` and their kin. */
export function readGroupEscape(parser: Parser): Node {
  const start = parser.at;
  const named = parser.takesPattern(NAMED);
  if (named !== null) return byName(parser, (named[1] ?? named[2] ?? named[3]) as string, start);
  if (parser.sees("\\k")) parser.invalid("\\k must name a group");
  const found = parser.takesPattern(BRACED) ?? parser.takesPattern(UNBRACED);
  if (found === null) return malformed(parser);
  const [, minus, digits, name] = found;
  if (name !== undefined) return byName(parser, name, start);
  if (digits === undefined || /^0[0-9]/.test(digits)) return parser.unsupported("leading zeros", start);
  const number = Number(digits);
  const group = minus === "-" ? parser.groupsOpened + 1 - number : number;
  if (number === 0 || group < 1) parser.invalid("there is no such group", start);
  return reference(parser, { kind: "number", group }, start);
}

function byName(parser: Parser, name: string, start: number): Node {
  if (/^[0-9]/.test(name)) parser.invalid("a group's name cannot begin with a digit", start);
  return reference(parser, { kind: "name", name }, start);
}

function malformed(parser: Parser): never {
  const rest = parser.source.slice(parser.at + 2);
  const isClosed = rest.startsWith("{") && rest.includes("}");
  // With junk after a number Perl may still read the number.
  if (isClosed && /^\{[ \t]*-?[0-9]/.test(rest)) parser.unsupported("a malformed number of a group");
  return parser.invalid("\\g must be followed by a group's number or name");
}
