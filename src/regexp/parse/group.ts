import type { Node } from "../ast.js";
import { readConditional } from "./conditional.js";
import { LOOKS, readLook } from "./look.js";
import { readModifiers } from "./modifiers.js";
import type { Parser } from "./parser.js";
import { GROUP_NAME } from "./reference.js";
import { readVerb } from "./verb.js";

/** An opening parenthesis and all that it opens. Null for modifiers, which match nothing by themselves. */
export function readGroup(parser: Parser): Node | null {
  const open = parser.at;
  parser.at++;
  if (parser.sees("*")) return readVerb(parser, open);
  if (!parser.sees("?")) return readPlain(parser, open);
  parser.at++;
  return readExtended(parser, open);
}

function readPlain(parser: Parser, open: number): Node {
  // Under /x, as in "( ?:a)".
  const before = parser.at;
  parser.skipIgnored();
  if (parser.at > before && (parser.sees("?") || parser.sees("*")) && parser.modifiers.extended) {
    parser.invalid("nothing may stand between ( and this", open);
  }
  parser.at = before;
  if (parser.modifiers.withoutCaptures) return readTransparent(parser, open);
  return readCapture(parser, open, null);
}

function readCapture(parser: Parser, open: number, name: string | null): Node {
  const group = parser.openGroup(name);
  const body = parser.inside(open, () => parser.alternatives(parser));
  return { kind: "capture", group, body, start: open, end: parser.at };
}

/** A group that only groups: its inside, under the group's extent. */
function readTransparent(parser: Parser, open: number): Node {
  const body = parser.inside(open, () => parser.alternatives(parser));
  return { kind: "sequence", items: [body], start: open, end: parser.at };
}

/** What follows `(?`. */
function readExtended(parser: Parser, open: number): Node | null {
  if (parser.takes(":")) return readTransparent(parser, open);
  if (parser.takes("|")) return readBranchReset(parser, open);
  if (parser.takes(">")) {
    const body = parser.inside(open, () => parser.alternatives(parser));
    return { kind: "atomic", body, start: open, end: parser.at };
  }
  for (const [text, kind] of LOOKS) if (parser.takes(text)) return readLook(parser, open, kind);
  if (parser.takes("<") || parser.takes("P<")) return readCapture(parser, open, readName(parser, ">"));
  if (parser.takes("'")) return readCapture(parser, open, readName(parser, "'"));
  if (parser.takes("P=")) return readNamedReference(parser, open);
  if (parser.takes("P>") || parser.takes("&")) return readRecursion(parser, open, { name: readName(parser, ")") });
  if (parser.takes("(")) return readConditional(parser, open);
  if (parser.sees("{") || parser.sees("?{")) parser.invalid("code cannot stand in an expression here", open);
  if (parser.takes("[")) parser.unsupported("an extended bracketed class", open);
  return readNumberedRecursion(parser, open) ?? readModified(parser, open);
}

/** In each alternative of `(?|...)` groups are numbered from the same number on. */
function readBranchReset(parser: Parser, open: number): Node {
  return parser.inside(open, () => {
    const first = parser.groupsOpened;
    let last = first;
    const branches: Node[] = [];
    do {
      parser.groupsOpened = first;
      branches.push(parser.sequence(parser));
      last = Math.max(last, parser.groupsOpened);
    } while (parser.takes("|"));
    parser.groupsOpened = last;
    return { kind: "alternation", branches, start: open, end: parser.at + 1 };
  });
}

/** A group's name and the character that ends it. */
function readName(parser: Parser, end: string): string {
  const name = parser.takesPattern(GROUP_NAME);
  if (name === null) return parser.invalid("a group's name must begin with a letter or an underscore");
  if (!parser.takes(end)) return parser.invalid("a group's name is not closed");
  return name[0];
}

/** `(?P=name)` */
function readNamedReference(parser: Parser, open: number): Node {
  const name = readName(parser, ")");
  parser.expectGroup(name, open);
  const { ignoreCase, rules } = parser.modifiers;
  const fold = ignoreCase ? rules : null;
  return { kind: "backreference", to: { kind: "name", name }, fold, start: open, end: parser.at };
}

function readRecursion(parser: Parser, open: number, to: { name: string } | { group: number }): Node {
  const extent = { start: open, end: parser.at };
  if ("name" in to) {
    parser.expectGroup(to.name, open);
    return { kind: "recursion", to: { kind: "name", name: to.name }, ...extent };
  }
  parser.expectGroup(to.group, open);
  return { kind: "recursion", to: { kind: "number", group: to.group }, ...extent };
}

const RECURSION = /([+-]?)([0-9]+)/y;

/** `(?R)`, `(?1)`, `(?-1)`, `(?+1)`; null when it is none of these. */
function readNumberedRecursion(parser: Parser, open: number): Node | null {
  if (parser.takes("R")) {
    if (!parser.takes(")")) parser.invalid("a recursion is not closed", open);
    return readRecursion(parser, open, { group: 0 });
  }
  const found = parser.takesPattern(RECURSION);
  if (found === null) return null;
  const [, sign, digits = ""] = found;
  const isZero = digits.startsWith("0");
  if (!parser.takes(")") || (isZero && digits.length > 1)) parser.invalid("a recursion is not closed", open);
  if (isZero && sign !== "") parser.unsupported("a recursion into group 0 by a sign", open);
  const number = Number(digits);
  const group = sign === "-" ? parser.groupsOpened + 1 - number : sign === "+" ? parser.groupsOpened + number : number;
  if (group < 0 || (group === 0 && !isZero)) parser.invalid("there is no such group", open);
  return readRecursion(parser, open, { group });
}

/** `(?i)` for the rest of the enclosing group, `(?i:...)` for a group of its own. */
function readModified(parser: Parser, open: number): Node | null {
  const outer = parser.modifiers;
  const untranslatable = readModifiers(parser, open);
  if (parser.takes(")")) return untranslatable;
  parser.at++;
  const body = parser.inside(open, () => parser.alternatives(parser));
  parser.modifiers = outer;
  return {
    kind: "sequence",
    items: untranslatable === null ? [body] : [untranslatable, body],
    start: open,
    end: parser.at,
  };
}
