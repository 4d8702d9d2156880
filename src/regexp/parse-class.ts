/** Bracketed character classes (perlrecharclass). */
import { ExpressionProblem } from "./ast.js";
import { ByteSet, ESCAPED_CLASSES, POSIX_CLASSES } from "./byte-set.js";
import { parseByteEscape } from "./parse-escape.js";

/** One member: a single byte that may begin a range, or a class. */
type Member = { readonly code: number; readonly end: number } | { readonly set: ByteSet; readonly end: number };

/** `start` is the index of the bracket. Throws ExpressionProblem. */
export function parseClass(source: string, start: number, bothCases: boolean): { set: ByteSet; end: number } {
  const set = new ByteSet();
  let at = start + 1;
  const negated = source[at] === "^";
  if (negated) at++;
  const first = at;
  for (;;) {
    const char = source[at];
    if (char === undefined) throw new ExpressionProblem("invalid", "unmatched [", start);
    if (char === "]" && at > first) break;
    at = addMember(source, at, set);
  }
  const folded = bothCases ? set.withBothCases() : set;
  return { set: negated ? folded.inverted() : folded, end: at + 1 };
}

/** Adds the member or range at `at`; returns the index behind it. */
function addMember(source: string, at: number, set: ByteSet): number {
  const from = readMember(source, at);
  const isRange = source[from.end] === "-" && source[from.end + 1] !== "]" && source[from.end + 1] !== undefined;
  if ("set" in from) {
    set.addAll(from.set);
    if (isRange) throw new ExpressionProblem("unsupported", "a range that begins with a class", at);
    return from.end;
  }
  if (!isRange) {
    set.add(from.code);
    return from.end;
  }
  const to = readMember(source, from.end + 1);
  if ("set" in to) throw new ExpressionProblem("unsupported", "a range that ends in a class", at);
  if (to.code < from.code) throw new ExpressionProblem("invalid", "invalid range in a character class", at);
  set.addRange(from.code, to.code);
  return to.end;
}

function readMember(source: string, at: number): Member {
  const char = source[at] as string;
  if (char === "[" && /^\[[:=.]/.test(source.slice(at, at + 2))) {
    const posix = /^\[:(\^?)([a-z]+):\]/.exec(source.slice(at, at + 16));
    const known = posix === null ? undefined : POSIX_CLASSES[posix[2] as string];
    if (posix !== null && known !== undefined) {
      return { set: posix[1] === "^" ? known.inverted() : known, end: at + posix[0].length };
    }
    throw new ExpressionProblem("unsupported", "a POSIX class", at);
  }
  if (char !== "\\") return { code: char.charCodeAt(0), end: at + 1 };
  const letter = source[at + 1];
  if (letter === undefined) throw new ExpressionProblem("invalid", "unmatched [", at);
  if (letter === "b") return { code: 8, end: at + 2 };
  const escaped = letter === "N" ? undefined : ESCAPED_CLASSES[letter];
  if (escaped !== undefined) return { set: escaped, end: at + 2 };
  const octal = /^[0-7]{1,3}/.exec(source.slice(at + 1, at + 4));
  if (octal !== null) {
    const code = Number.parseInt(octal[0], 8);
    if (code > 255) throw new ExpressionProblem("unsupported", "a character above \\xFF", at);
    return { code, end: at + 1 + octal[0].length };
  }
  return parseByteEscape(source, at);
}
