import type { Appetite, Node } from "../ast.js";
import type { Parser } from "./parser.js";

/** `{n}`, `{n,}`, `{n,m}`, `{,m}`, blanks allowed inside the braces. Any other brace is a literal. */
const BRACES = /\{[ \t]*(?:([0-9]+)[ \t]*(,[ \t]*([0-9]+)?[ \t]*)?|,[ \t]*([0-9]+)[ \t]*)\}/y;

/** Perl's largest count. */
const COUNT_MAX = 65534;

interface Bounds {
  readonly min: number;
  readonly max: number;
}

export function isQuantifierAt(parser: Parser, at: number): boolean {
  const char = parser.source[at];
  if (char === "*" || char === "+" || char === "?") return true;
  if (char !== "{") return false;
  BRACES.lastIndex = at;
  return BRACES.test(parser.source);
}

/** The atom with the quantifier that follows it, if one does. */
export function readQuantifier(parser: Parser, atom: Node): Node {
  parser.skipIgnored();
  const bounds = readBounds(parser);
  if (bounds === null) return atom;
  if (bounds.min > bounds.max) {
    // Perl warns, and reads what follows as if nothing had been there.
    return { kind: "quantified", body: atom, ...bounds, appetite: "greedy", start: atom.start, end: parser.at };
  }
  parser.skipIgnored();
  const appetite: Appetite = parser.takes("?") ? "lazy" : parser.takes("+") ? "possessive" : "greedy";
  const end = parser.at;
  parser.skipIgnored();
  if (isQuantifierAt(parser, parser.at)) parser.invalid("a quantifier follows a quantifier");
  if (atom.kind === "keep" && bounds.max === Number.POSITIVE_INFINITY) {
    // Perl rejects it, but not always.
    return { kind: "untranslatable", feature: "a repeated \\K", start: atom.start, end };
  }
  return { kind: "quantified", body: atom, ...bounds, appetite, start: atom.start, end };
}

function readBounds(parser: Parser): Bounds | null {
  if (parser.takes("*")) return { min: 0, max: Number.POSITIVE_INFINITY };
  if (parser.takes("+")) return { min: 1, max: Number.POSITIVE_INFINITY };
  if (parser.takes("?")) return { min: 0, max: 1 };
  const start = parser.at;
  const found = parser.takesPattern(BRACES);
  if (found === null) return null;
  const [, min, more, max, only] = found;
  const counts: Bounds = {
    min: count(parser, min ?? "0", start),
    max:
      more === undefined && only === undefined
        ? count(parser, min as string, start)
        : limit(parser, max ?? only, start),
  };
  return counts;
}

function limit(parser: Parser, digits: string | undefined, start: number): number {
  return digits === undefined ? Number.POSITIVE_INFINITY : count(parser, digits, start);
}

function count(parser: Parser, digits: string, start: number): number {
  if (/^0[0-9]/.test(digits)) parser.invalid("a count has leading zeros", start);
  const value = Number(digits);
  if (value > COUNT_MAX) parser.invalid(`a count is larger than ${COUNT_MAX}`, start);
  return value;
}
