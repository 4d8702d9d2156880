import type { Node } from "../ast.js";
import { ANY_BYTE, NOT_NEWLINE } from "../byte-set.js";
import { readBracketedClass } from "./bracket.js";
import { readEscape } from "./escape.js";
import { readGroup } from "./group.js";
import { literal } from "./literal.js";
import type { Parser } from "./parser.js";

/** What a quantifier can stand behind. Null for modifiers, which match nothing by themselves. */
export function readAtom(parser: Parser): Node | null {
  const start = parser.at;
  const char = parser.char as string;
  const previousStart = parser.atomStart;
  parser.atomStart = start;
  const { multipleLines, dotMatchesNewline } = parser.modifiers;
  switch (char) {
    case "(":
      return readGroup(parser);
    case "[":
      return readBracketedClass(parser);
    case "\\":
      return readEscape(parser);
    case ".":
      parser.at++;
      return {
        kind: "characters",
        set: dotMatchesNewline ? ANY_BYTE : NOT_NEWLINE,
        isWide: false,
        start,
        end: parser.at,
      };
    case "^":
      parser.at++;
      return { kind: "anchor", place: multipleLines ? "lineStart" : "start", start, end: parser.at };
    case "$":
      parser.at++;
      return { kind: "anchor", place: multipleLines ? "lineEnd" : "finalEnd", start, end: parser.at };
    default:
      // Braces that follow nothing are literals.
      if (char === "*" || char === "+" || char === "?") parser.invalid("a quantifier follows nothing");
      if (char === "{" && followsEscape(parser, previousStart)) {
        parser.invalid("a brace after this escape must be escaped", start);
      }
      parser.at++;
      return literal(parser, char.charCodeAt(0), start);
  }
}

/**
 * Perl takes the brace for a slip of an escape with braces, as in \d{x}. Where case counts,
 * a backslash and a letter are enough for it, although the backslash may be a literal one.
 */
function followsEscape(parser: Parser, previousStart: number): boolean {
  const start = parser.at - 2;
  if (start < 0 || !/^\\[A-Za-z]$/.test(parser.source.slice(start, parser.at))) return false;
  return !parser.modifiers.ignoreCase || previousStart === start;
}
