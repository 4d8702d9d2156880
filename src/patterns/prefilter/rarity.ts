/**
 * How rare strings are in logs, as far as one can tell before any traffic was seen: bits of
 * information per byte, from what logs of many kinds have in common. It only decides which
 * of several literals is looked for first; a sample of the real traffic corrects it.
 */
import type { LiteralSet } from "../../regexp/literals.js";

/** Places of a line. */
export const LINE_BYTES = 100;

/** Bytes by how common they are, the most common first; each class is about half as common as the one before. */
const CLASSES: readonly (readonly [bits: number, bytes: string])[] = [
  [3.5, " "],
  [4.5, "eaoitnrs01"],
  [5.2, "lcdmup23456789:.-/"],
  [6.2, "fghbyvk=,_[]()"],
  [7.5, "wxzqj\"'"],
  [8.5, "#@&?+*<>;|%!~$^{}\\`\t"],
];
const OTHER_BITS = 10;
/** Beyond it more bytes do not make a string more telling: logs repeat themselves. */
const BITS_MAX = 34;

const BITS: Float64Array = bitsByByte();

function bitsByByte(): Float64Array {
  const bits = new Float64Array(256).fill(OTHER_BITS);
  for (const [value, bytes] of CLASSES) for (const byte of bytes) bits[byte.charCodeAt(0)] = value;
  return bits;
}

/** Bits of a part of a lower-case string. */
export function bitsOf(text: string, from = 0, to = text.length): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += BITS[text.charCodeAt(at)] ?? OTHER_BITS;
  return Math.min(sum, BITS_MAX);
}

/** The probability that a place of a log has the string, roughly. */
export function probabilityOf(text: string): number {
  return 2 ** -bitsOf(text);
}

export function probabilityOfSet(set: LiteralSet): number {
  return set.reduce((sum, text) => sum + probabilityOf(text), 0);
}
