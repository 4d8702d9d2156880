/** Backslash escapes of texts that stand for one character. */
import { Unsupported } from "../ast.js";

const LETTERS: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  f: "\f",
  b: "\b",
  a: "\x07",
  e: "\x1b",
};

export interface Escape {
  readonly text: string;
  readonly end: number;
}

/** The escape at the backslash at `at`; null for \l \u \L \U \Q \F \E. */
export function readEscape(text: string, at: number, base: number): Escape | null {
  const next = text[at + 1];
  if (next === undefined) return { text: "\\", end: at + 1 };
  if ("luLUQFE".includes(next)) return null;
  const letter = LETTERS[next];
  if (letter !== undefined) return { text: letter, end: at + 2 };
  const rest = text.slice(at + 1);
  const octal = /^[0-7]{1,3}/.exec(rest) ?? /^o\{([0-7]+)\}/.exec(rest);
  if (octal !== null)
    return { text: byte(Number.parseInt(octal[1] ?? octal[0], 8), base + at), end: at + 1 + octal[0].length };
  const hexadecimal = /^x(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{1,2})(?!_))/.exec(rest);
  if (hexadecimal !== null) {
    const code = Number.parseInt(hexadecimal[1] ?? (hexadecimal[2] as string), 16);
    return { text: byte(code, base + at), end: at + 1 + hexadecimal[0].length };
  }
  const control = /^c([A-Z@[\]^_?])/.exec(rest);
  if (control !== null) return { text: byte((control[1] as string).charCodeAt(0) ^ 64, base + at), end: at + 3 };
  if (/^[A-Za-z0-9]/.test(next)) throw new Unsupported(`the escape \\${next}`, base + at);
  return { text: next, end: at + 2 };
}

function byte(code: number, at: number): string {
  if (code > 255) throw new Unsupported("characters above 255", at);
  return String.fromCharCode(code);
}
