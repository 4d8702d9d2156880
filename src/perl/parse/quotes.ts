/** Quote-like operators: q qq qw m s tr y qr, and the characters that stand for them. */
import type { Expression, RegExpLiteral } from "../ast.js";
import { isQuotedByArrow } from "./expression.js";
import { parseInterpolated, parsePatternText } from "./interpolate.js";
import type { Parser } from "./parser.js";
import type { Quoted } from "./scanner.js";
import { unescapeTransliteration } from "./transliteration.js";

export const QUOTES = new Set(["q", "qq", "qw", "qx", "m", "qr", "s", "tr", "y"]);

/** At `"`, `'` or `/`. */
export function parseSlashes(parser: Parser): Expression {
  const { place: at, character } = parser;
  if (character === "`") parser.unsupported("backquotes");
  const quoted = parser.quoted();
  if (character === "/") return parseMatch(parser, at, quoted);
  return character === "'" ? single(quoted, at) : parseInterpolated(parser, quoted, at);
}

export function parseQuoteLike(parser: Parser, word: string): Expression {
  const { place: at } = parser;
  parser.at += word.length;
  if (isQuotedByArrow(parser, 0) || parser.look(/\s*[,;)]/y) !== null) parser.unsupported(`the name ${word}`);
  const quoted = parser.quotedAfterOperator();
  switch (word) {
    case "q":
      return single(quoted, at);
    case "qq":
      return parseInterpolated(parser, quoted, at);
    case "qw": {
      const words = quoted.text.split(/[ \t\r\n\f]+/).filter((text) => text !== "");
      const items = words.map((value) => ({ kind: "string", at, value: unescapeDelimiters(value, quoted) }) as const);
      return { kind: "list", at, items };
    }
    case "m":
      return parseMatch(parser, at, quoted);
    case "qr":
      return { kind: "regexp", at, regexp: regexpOf(parser, quoted, parser.matching(/[a-z]*/y) ?? "", /^[imsxn]*$/) };
    case "s":
      return parseSubstitution(parser, at, quoted);
    case "tr":
    case "y":
      return parseTransliteration(parser, at, quoted);
    default:
      return parser.unsupported("backquotes");
  }
}

/** In single quotes a backslash hides only itself and the delimiters. */
function single(quoted: Quoted, at: number): Expression {
  return { kind: "string", at, value: unescapeDelimiters(quoted.text, quoted) };
}

function unescapeDelimiters(text: string, { open, close }: Quoted): string {
  return text.replace(/\\([\s\S])/g, (whole, next: string) =>
    next === "\\" || next === open || next === close ? next : whole,
  );
}

function parseMatch(parser: Parser, at: number, quoted: Quoted): Expression {
  const letters = parser.matching(/[a-z]*/y) ?? "";
  const isGlobal = letters.includes("g");
  const keepsPosition = letters.includes("c");
  const regexp = regexpOf(parser, quoted, letters.replace(/[gco]/g, ""), /^[imsxn]*$/);
  return { kind: "match", at, target: null, regexp, isGlobal, keepsPosition };
}

function regexpOf(parser: Parser, quoted: Quoted, flags: string, allowed: RegExp): RegExpLiteral {
  if (!allowed.test(flags)) parser.unsupported(`the modifiers ${flags}`);
  if ("|?+*.^$".includes(quoted.open) && quoted.text.includes(`\\${quoted.open}`))
    parser.unsupported("a hidden delimiter");
  if (quoted.open === "?") parser.unsupported("a match that happens once");
  const source = quoted.open === "'" ? quoted.text : parsePatternText(parser, quoted, flags);
  return { at: quoted.at, source, flags };
}

function parseSubstitution(parser: Parser, at: number, quoted: Quoted): Expression {
  const replacement = secondPart(parser, quoted);
  const letters = parser.matching(/[a-z]*/y) ?? "";
  if (letters.replace("e", "").includes("e")) parser.unsupported("the modifier ee");
  const regexp = regexpOf(parser, quoted, letters.replace(/[gero]/g, ""), /^[imsxn]*$/);
  return {
    kind: "substitution",
    at,
    target: null,
    regexp,
    replacement: letters.includes("e") ? codeOf(parser, replacement) : replacementOf(parser, replacement, at),
    isGlobal: letters.includes("g"),
    returnsResult: letters.includes("r"),
  };
}

function replacementOf(parser: Parser, quoted: Quoted, at: number): Expression {
  return quoted.open === "'" ? { kind: "string", at, value: quoted.text } : parseInterpolated(parser, quoted, at);
}

function codeOf(parser: Parser, quoted: Quoted): Expression {
  if (quoted.text.includes(`\\${quoted.close}`)) parser.unsupported("a hidden delimiter");
  const inner = parser.within(`{${quoted.text}}`, quoted.at - 1);
  return { kind: "do", at: quoted.at, body: inner.block() };
}

/** The part after the pattern: between brackets of its own, or up to the same delimiter. */
function secondPart(parser: Parser, first: Quoted): Quoted {
  if (first.open === first.close) {
    parser.at--;
    return parser.quoted();
  }
  parser.skip();
  return parser.quoted();
}

function parseTransliteration(parser: Parser, at: number, quoted: Quoted): Expression {
  const to = secondPart(parser, quoted);
  const flags = parser.matching(/[a-z]*/y) ?? "";
  if (!/^[cdsr]*$/.test(flags)) parser.unsupported(`the modifiers ${flags}`);
  return {
    kind: "transliteration",
    at,
    target: null,
    from: unescapeTransliteration(parser, quoted),
    to: unescapeTransliteration(parser, to),
    flags,
  };
}
