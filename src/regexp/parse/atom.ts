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
      // Perl takes the brace for a slip of an escape with braces, as in \d{x}.
      if (char === "{" && /\\[A-Za-z]$/.test(parser.source.slice(Math.max(0, start - 2), start))) {
        parser.invalid("a brace after this escape must be escaped", start);
      }
      parser.at++;
      return literal(parser, char.charCodeAt(0), start);
  }
}
