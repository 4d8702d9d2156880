import type { Node, Place } from "../ast.js";
import { type ByteSet, NOT_NEWLINE } from "../byte-set.js";
import { classOf, HORIZONTAL_SPACE, VERTICAL_SPACE } from "../character-rules.js";
import { readCharacter } from "./character.js";
import { literal } from "./literal.js";
import type { Parser } from "./parser.js";
import { readProperty } from "./property.js";
import { isQuantifierAt } from "./quantifier.js";
import { readGroupEscape, readNumberedEscape } from "./reference.js";

const PLACES: Readonly<Record<string, Place>> = {
  A: "start",
  z: "end",
  Z: "finalEnd",
  G: "position",
};

const BOUNDARY_TYPE = /\{[ \t]*(gcb|g|lb|sb|wb)[ \t]*\}/y;

/** A backslash and what belongs to it, outside of brackets. */
export function readEscape(parser: Parser): Node {
  const start = parser.at;
  const letter = parser.source[start + 1];
  if (letter === undefined) return parser.invalid("a backslash at the end escapes nothing");
  const special = readSpecial(parser, letter);
  if (special !== null) return special;
  if (letter >= "1" && letter <= "9") {
    const reference = readNumberedEscape(parser);
    if (reference !== null) return reference;
  }
  const code = readCharacter(parser, false);
  if (code === "sequence") {
    return { kind: "untranslatable", feature: "a named sequence of characters", start, end: parser.at };
  }
  return literal(parser, code, start);
}

/** Escapes that stand for something else than one character; null for those that do. */
function readSpecial(parser: Parser, letter: string): Node | null {
  const start = parser.at;
  const extent = { start, end: start + 2 };
  const set = classEscape(parser, letter);
  if (set !== null) {
    parser.at += 2;
    return { kind: "characters", set, isWide: false, ...extent };
  }
  const place = Object.hasOwn(PLACES, letter) ? PLACES[letter] : undefined;
  if (place !== undefined) {
    parser.at += 2;
    return { kind: "anchor", place, ...extent };
  }
  switch (letter) {
    case "b":
    case "B":
      return readBoundary(parser, letter === "B");
    case "p":
    case "P": {
      const property = readProperty(parser);
      if (property === null) {
        return { kind: "untranslatable", feature: "this Unicode property", start, end: parser.at };
      }
      return { kind: "characters", set: property, isWide: false, start, end: parser.at };
    }
    case "R":
      parser.at += 2;
      return { kind: "lineBreak", ...extent };
    case "X":
      parser.at += 2;
      return { kind: "grapheme", ...extent };
    case "K":
      if (parser.lookDepth > 0) parser.invalid("\\K cannot stand in a look-around");
      parser.at += 2;
      return { kind: "keep", ...extent };
    case "N":
      return readNotNewline(parser);
    case "C":
      return parser.invalid("Perl no longer has \\C");
    case "k":
    case "g":
      return readGroupEscape(parser);
    default:
      return null;
  }
}

/** Escapes that mean the same class inside and outside of brackets. */
export function classEscape(parser: Parser, letter: string): ByteSet | null {
  const { rules } = parser.modifiers;
  switch (letter) {
    case "d":
      return classOf("digit", rules);
    case "D":
      return classOf("digit", rules).complement();
    case "w":
      return classOf("word", rules);
    case "W":
      return classOf("word", rules).complement();
    case "s":
      return classOf("space", rules);
    case "S":
      return classOf("space", rules).complement();
    case "h":
      return HORIZONTAL_SPACE;
    case "H":
      return HORIZONTAL_SPACE.complement();
    case "v":
      return VERTICAL_SPACE;
    case "V":
      return VERTICAL_SPACE.complement();
    default:
      return null;
  }
}

function readBoundary(parser: Parser, negative: boolean): Node {
  const start = parser.at;
  parser.at += 2;
  if (parser.sees("{")) {
    if (parser.takesPattern(BOUNDARY_TYPE) === null) parser.invalid("there is no such type of boundary");
    return { kind: "untranslatable", feature: "a boundary of Unicode text", start, end: parser.at };
  }
  const word = classOf("word", parser.modifiers.rules);
  return { kind: "wordBoundary", negative, word, start, end: parser.at };
}

/** `\N` is any character but a newline; `\N{...}` names one, unless the braces are a quantifier. */
function readNotNewline(parser: Parser): Node | null {
  const start = parser.at;
  if (parser.source[start + 2] === "{" && !isQuantifierAt(parser, start + 2)) return null;
  parser.at += 2;
  const end = parser.at;
  parser.skipIgnored();
  // Perl sees through comments here.
  if (parser.at > end && parser.sees("{")) parser.unsupported("\\N before a comment and a brace", start);
  parser.at = end;
  return { kind: "characters", set: NOT_NEWLINE, isWide: false, start, end: parser.at };
}
