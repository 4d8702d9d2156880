import type { Parser } from "./parser.js";

const CONTROLS: Readonly<Record<string, number>> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };

/** Perl's largest character. */
const CODE_MAX = 0x7fffffffffffffffn;

/**
 * An escape that stands for one character, whose code is returned. In brackets numbers
 * are always octal. "sequence": \N{U+41.42}, several characters.
 */
export function readCharacter(parser: Parser, inBrackets: boolean): number | "sequence" {
  const letter = parser.source[parser.at + 1] as string;
  if (inBrackets && letter === "b") {
    parser.at += 2;
    return 8;
  }
  const control = Object.hasOwn(CONTROLS, letter) ? CONTROLS[letter] : undefined;
  if (control !== undefined) {
    parser.at += 2;
    return control;
  }
  switch (letter) {
    case "x":
      return readHexadecimal(parser);
    case "o":
      return readBracedOctal(parser);
    case "c":
      return readControl(parser);
    case "N":
      return readNamed(parser);
    default:
      return readOctal(parser) ?? readItself(parser, letter);
  }
}

/** Any other character stands for itself, with a warning where it is a letter. */
function readItself(parser: Parser, letter: string): number {
  parser.at += 2;
  return letter.charCodeAt(0);
}

const OCTAL = /\\([0-7]{1,3})/y;

/** `\0`, `\012`, and where it is no reference to a group, `\12`. */
function readOctal(parser: Parser): number | null {
  const found = parser.takesPattern(OCTAL);
  return found === null ? null : Number.parseInt(found[1] as string, 8);
}

const SHORT_HEXADECIMAL = /\\x([0-9A-Fa-f]{0,2})/y;

/** `\x41`, `\x{41}`. Digits end at the first character that is none. */
function readHexadecimal(parser: Parser): number {
  const start = parser.at;
  const braced = readBraces(parser, "x");
  if (braced !== null) return codeOf(parser, braced, /^[0-9A-Fa-f]+(?:_[0-9A-Fa-f]+)*/, "0x", start);
  const found = parser.takesPattern(SHORT_HEXADECIMAL);
  const digits = found?.[1] ?? "";
  return digits === "" ? 0 : Number.parseInt(digits, 16);
}

/** `\o{101}` */
function readBracedOctal(parser: Parser): number {
  const start = parser.at;
  const braced = readBraces(parser, "o");
  if (braced === null) return parser.invalid("\\o must be followed by braces");
  if (braced.trim() === "") parser.invalid("the braces are empty", start);
  return codeOf(parser, braced, /^[0-7]+(?:_[0-7]+)*/, "0o", start);
}

/** What is in the braces after the escape at the cursor, null where there are none. */
function readBraces(parser: Parser, letter: string): string | null {
  const start = parser.at;
  if (!parser.sees(`\\${letter}{`)) return null;
  const close = parser.source.indexOf("}", start);
  if (close < 0) parser.invalid("a brace is not closed", start + 2);
  parser.at = close + 1;
  return parser.source.slice(start + 3, close);
}

function codeOf(parser: Parser, text: string, digits: RegExp, prefix: string, start: number): number {
  const trimmed = text.replace(/^[ \t]+|[ \t]+$/g, "");
  const found = digits.exec(trimmed);
  // Perl warns of what is no digit, and ignores it; of doubled underscores we do not know.
  if (trimmed.includes("__") || /^_/.test(trimmed)) parser.unsupported("digits with underscores", start);
  if (found === null) return 0;
  const code = BigInt(prefix + found[0].replaceAll("_", ""));
  if (code > CODE_MAX) parser.invalid("there is no such large character", start);
  return Number(code);
}

/** `\cA` */
function readControl(parser: Parser): number {
  const char = parser.source[parser.at + 2];
  if (char === undefined || char < " " || char > "~") {
    return parser.invalid("\\c must be followed by a printable ASCII character");
  }
  if (char === "{") return parser.invalid("a semicolon, not a brace, must follow \\c here");
  parser.at += 3;
  return char.toUpperCase().charCodeAt(0) ^ 0x40;
}

const CODE_POINT = /\\N\{[ \t]*U\+([0-9A-Fa-f]+(?:_[0-9A-Fa-f]+)*)[ \t]*\}/y;
const CODE_POINTS = /\\N\{[ \t]*U\+[0-9A-Fa-f_]+(?:\.[0-9A-Fa-f_]+)+[ \t]*\}/y;

/** `\N{U+41}`: Unicode rules. Names are left to Perl, which knows them. */
function readNamed(parser: Parser): number | "sequence" {
  const start = parser.at;
  const single = parser.takesPattern(CODE_POINT);
  if (single !== null) {
    parser.needUnicodeRules();
    return codeOf(parser, single[1] as string, /^[0-9A-Fa-f_]+/, "0x", start);
  }
  if (parser.takesPattern(CODE_POINTS) !== null) {
    parser.needUnicodeRules();
    return "sequence";
  }
  if (!parser.sees("\\N{")) return parser.invalid("\\N must name a character here");
  const close = parser.source.indexOf("}", start);
  if (close < 0) parser.invalid("a brace is not closed", start + 2);
  if (parser.source.slice(start + 3, close).trim() === "") parser.invalid("the braces are empty", start);
  return parser.unsupported("a character by its name", start);
}
