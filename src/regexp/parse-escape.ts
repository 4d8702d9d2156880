import { ExpressionProblem } from "./ast.js";

const CONTROL: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, f: 12, e: 27, a: 7 };
/** Letters whose meaning is not that of one byte. All others stand for themselves. */
const SPECIAL = /^[A-Za-z]/;

/** An escape that stands for one byte, with its backslash at `start`. Throws ExpressionProblem. */
export function parseByteEscape(source: string, start: number): { code: number; end: number } {
  const rest = source.slice(start + 1, start + 24);
  const letter = rest[0] as string;
  const control = CONTROL[letter];
  if (control !== undefined) return { code: control, end: start + 2 };
  const hex = /^x(?:\{[ \t]*([0-9A-Fa-f]{1,8})[ \t]*\}|([0-9A-Fa-f]{1,2}))/.exec(rest);
  if (hex !== null) return byte(Number.parseInt((hex[1] ?? hex[2]) as string, 16), hex[0].length, start);
  const octal = /^0[0-7]{0,2}/.exec(rest);
  if (octal !== null) return byte(Number.parseInt(octal[0], 8), octal[0].length, start);
  const braced = /^o\{([0-7]{1,8})\}/.exec(rest);
  if (braced !== null) return byte(Number.parseInt(braced[1] as string, 8), braced[0].length, start);
  if (SPECIAL.test(letter) || /^[1-9]/.test(letter)) {
    throw new ExpressionProblem("unsupported", `the escape \\${letter}`, start);
  }
  return { code: letter.charCodeAt(0), end: start + 2 };
}

/** Code points above a byte switch Perl to Unicode rules. */
function byte(code: number, length: number, start: number): { code: number; end: number } {
  if (code > 255) throw new ExpressionProblem("unsupported", "a character above \\xFF", start);
  return { code, end: start + 1 + length };
}
