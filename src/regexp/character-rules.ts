/**
 * What classes and case mean for bytes (perlre, "Character set modifiers"). Without a
 * modifier, bytes above 127 are no letters and have no case (`native`, Perl's /d), until
 * something in the expression needs Unicode: then the whole expression has Unicode rules.
 * Under `ascii` (/a) classes are those of ASCII, but case is Unicode's.
 */
import { ByteSet } from "./byte-set.js";

export type CharacterRules = "native" | "unicode" | "ascii" | "ascii-restricted";

const ASCII = ByteSet.of([0, 127]);

/** Classes under Unicode rules; ASCII's are their parts below 128, but for `punct`. */
const UNICODE_CLASSES = {
  alpha: ByteSet.hexadecimal("41-5a 61-7a aa b5 ba c0-d6 d8-f6 f8-ff"),
  digit: ByteSet.hexadecimal("30-39"),
  alnum: ByteSet.hexadecimal("30-39 41-5a 61-7a aa b5 ba c0-d6 d8-f6 f8-ff"),
  upper: ByteSet.hexadecimal("41-5a c0-d6 d8-de"),
  lower: ByteSet.hexadecimal("61-7a aa b5 ba df-f6 f8-ff"),
  word: ByteSet.hexadecimal("30-39 41-5a 5f 61-7a aa b5 ba c0-d6 d8-f6 f8-ff"),
  space: ByteSet.hexadecimal("9-d 20 85 a0"),
  blank: ByteSet.hexadecimal("9 20 a0"),
  cntrl: ByteSet.hexadecimal("0-1f 7f-9f"),
  graph: ByteSet.hexadecimal("21-7e a1-ff"),
  print: ByteSet.hexadecimal("20-7e a0-ff"),
  punct: ByteSet.hexadecimal("21-2f 3a-40 5b-60 7b-7e a1 a7 ab b6-b7 bb bf"),
  xdigit: ByteSet.hexadecimal("30-39 41-46 61-66"),
  ascii: ASCII,
} as const;

export type ClassName = keyof typeof UNICODE_CLASSES;

const ASCII_CLASSES = Object.fromEntries(
  Object.entries(UNICODE_CLASSES).map(([name, set]) => [name, set.intersection(ASCII)]),
) as Readonly<Record<ClassName, ByteSet>>;

export function isClassName(name: string): name is ClassName {
  return Object.hasOwn(UNICODE_CLASSES, name);
}

/** The members of a POSIX class, which are also those of `\w`, `\d` and `\s`. */
export function classOf(name: ClassName, rules: CharacterRules): ByteSet {
  return rules === "unicode" ? UNICODE_CLASSES[name] : ASCII_CLASSES[name];
}

/** Horizontal and vertical white space are the same under all rules. */
export const HORIZONTAL_SPACE = ByteSet.hexadecimal("9 20 a0");
export const VERTICAL_SPACE = ByteSet.hexadecimal("a-d 85");

/** What the modifier /x skips. */
export const PATTERN_SPACE = ByteSet.hexadecimal("9-d 20 85");

/** The sharp s: its other case is two letters, "ss". */
export const SHARP_S = 0xdf;

/** The byte's other case, or the byte itself. */
export function otherCase(byte: number, rules: CharacterRules): number {
  const isAsciiLetter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
  if (isAsciiLetter) return byte ^ 0x20;
  if (rules === "native" || byte < 0xc0) return byte;
  const hasNoCase = byte === 0xd7 || byte === 0xf7 || byte === SHARP_S || byte === 0xff;
  return hasNoCase ? byte : byte ^ 0x20;
}

/** The set with both cases of each member. */
export function withBothCases(set: ByteSet, rules: CharacterRules): ByteSet {
  return ByteSet.where((byte) => set.has(byte) || set.has(otherCase(byte, rules)));
}
