/**
 * Looks for many literals of seven bytes or more at every fourth byte only.
 *
 *   text     s s h d [ 4 2 ] :   F a i l e d   p a s s w o r d
 *            |       |       |       |       |       |
 *   probes   sshd    [42]    : Fa    iled     pas    swor
 *
 *   literal  ": Failed "         every place in a text covers one of the first four grams of
 *   grams    ": fa" " fai"       any seven bytes of the literal with a probe
 *            "fail" "aile"
 *
 * A probe is one aligned load of 32 bits, with the case folded; a multiplicative hash of it
 * names one bit of a bitmap. Most probes end there. Behind it are an exact table of grams
 * and, per gram, the literals that have it and where, which are then compared.
 *
 * Folding sets bit 5 of each byte, which also folds some punctuation ("[" and "{"): the
 * comparison behind it tells them apart, and ignores the case of ASCII letters only.
 * Rejected: hashing at every byte, which costs four times as much; an automaton, whose
 * next load waits for the last one.
 */
import type { Hits, Numbers } from "./hits.js";
import { bitsOf } from "./rarity.js";

/** Bytes that a literal needs: any four-byte grid then has a gram inside of it. */
export const Q_GRAM_LITERAL_MIN = 7;
const GRAM = 4;
const FOLD_WORD = 0x20202020;
const FACTOR = 0x9e3779b1 | 0;
/** Bits of the bitmap per gram, at least: one probe in so many is a false alarm. */
const BITS_PER_GRAM = 64;
const BITMAP_LOG2_MIN = 13;
const BITMAP_LOG2_MAX = 21;

const NEWLINE_WORD = 0x0a0a0a0a;
const NEWLINE = 10;

/** By byte: an ASCII capital letter as a small one. */
export const FOLD: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 65 && byte <= 90 ? byte + 32 : byte,
);

/** Adds the places of all newlines from `from` to before `to`. `words` are the same bytes, four at a time. */
export function findLineEnds(words: Int32Array, bytes: Uint8Array, from: number, to: number, ends: Numbers): void {
  const last = (to + 3) >> 2;
  for (let at = from >> 2; at < last; at++) {
    const zeros = (words[at] as number) ^ NEWLINE_WORD;
    if (((zeros - 0x01010101) & ~zeros & 0x80808080) !== 0) addLineEnds(bytes, at << 2, from, to, ends);
  }
}

function addLineEnds(bytes: Uint8Array, word: number, from: number, to: number, ends: Numbers): void {
  const last = Math.min(word + GRAM, to);
  for (let at = Math.max(word, from); at < last; at++) if (bytes[at] === NEWLINE) ends.add(at);
}

export class QGrams {
  private readonly shift: number;
  private readonly bitmap: Int32Array;
  /** Open addressing: the gram at a slot, and the first of its entries, plus one; 0: the slot is free. */
  private readonly keys: Int32Array;
  private readonly firsts: Int32Array;
  private readonly mask: number;
  /** An entry is a gram of a literal: which literal, where in it, and the next entry of the same gram (plus one). */
  private readonly entryNeedle: Int32Array;
  private readonly entryOffset: Int32Array;
  private readonly entryNext: Int32Array;
  /** The bytes of all literals in a row. */
  private readonly text: Uint8Array;
  private readonly textStart: Int32Array;

  /** By literal: the number under which it is reported. */
  private readonly numbers: Int32Array;

  /** Lower-case literals of enough bytes, with their numbers, and how often grams were seen in a sample of the text. */
  constructor(
    literals: readonly string[],
    numbers: readonly number[],
    commonness: ReadonlyMap<number, number> | null = null,
  ) {
    const count = literals.length * GRAM;
    const log2 = Math.ceil(Math.log2(Math.max(1, count * BITS_PER_GRAM)));
    const bitmapLog2 = Math.min(BITMAP_LOG2_MAX, Math.max(BITMAP_LOG2_MIN, log2));
    this.shift = 32 - bitmapLog2;
    this.bitmap = new Int32Array(2 ** (bitmapLog2 - 5));
    const slots = 2 ** Math.ceil(Math.log2(Math.max(8, count * 2)));
    this.mask = slots - 1;
    this.keys = new Int32Array(slots);
    this.firsts = new Int32Array(slots);
    this.entryNeedle = new Int32Array(count);
    this.entryOffset = new Int32Array(count);
    this.entryNext = new Int32Array(count);
    this.textStart = new Int32Array(literals.length + 1);
    this.text = Uint8Array.from([...literals.join("")].map((char) => char.charCodeAt(0)));
    this.numbers = Int32Array.from(numbers);
    this.addAll(literals, commonness);
  }

  /** Hot: every byte of all input passes here. Adds newlines and literals from `from` (where a line begins) to before `to`. */
  scan(words: Int32Array, bytes: Uint8Array, from: number, to: number, ends: Numbers, hits: Hits): void {
    const { bitmap, shift } = this;
    const last = (to + 3) >> 2;
    for (let at = from >> 2; at < last; at++) {
      const word = words[at] as number;
      const zeros = word ^ NEWLINE_WORD;
      if (((zeros - 0x01010101) & ~zeros & 0x80808080) !== 0) addLineEnds(bytes, at << 2, from, to, ends);
      const gram = word | FOLD_WORD;
      const hash = Math.imul(gram, FACTOR) >>> shift;
      if (((bitmap[hash >>> 5] as number) & (1 << hash)) !== 0) this.compare(gram, at << 2, bytes, from, to, hits);
    }
  }

  /** The bitmap knows the gram: which literals are really there? */
  private compare(gram: number, place: number, bytes: Uint8Array, from: number, to: number, hits: Hits): void {
    let slot = (Math.imul(gram, FACTOR) >>> 7) & this.mask;
    while (this.firsts[slot] !== 0 && this.keys[slot] !== gram) slot = (slot + 1) & this.mask;
    for (let entry = this.firsts[slot] as number; entry !== 0; entry = this.entryNext[entry - 1] as number) {
      const needle = this.entryNeedle[entry - 1] as number;
      const start = place - (this.entryOffset[entry - 1] as number);
      if (this.isAt(needle, start, bytes, from, to)) hits.add(place, this.numbers[needle] as number);
    }
  }

  private isAt(needle: number, start: number, bytes: Uint8Array, from: number, to: number): boolean {
    const { text } = this;
    const first = this.textStart[needle] as number;
    const length = (this.textStart[needle + 1] as number) - first;
    if (start < from || start + length > to) return false;
    for (let at = 0; at < length; at++) {
      if (FOLD[bytes[start + at] as number] !== text[first + at]) return false;
    }
    return true;
  }

  private addAll(literals: readonly string[], commonness: ReadonlyMap<number, number> | null): void {
    const uses = new Map<number, number>();
    let entries = 0;
    let start = 0;
    literals.forEach((literal, needle) => {
      this.textStart[needle] = start;
      start += literal.length;
      const window = bestWindow(literal, uses, commonness);
      for (let offset = window; offset < window + GRAM; offset++) {
        const gram = gramAt(literal, offset);
        uses.set(gram, (uses.get(gram) ?? 0) + 1);
        this.addEntry(entries++, gram, needle, offset);
      }
    });
    this.textStart[literals.length] = start;
  }

  private addEntry(entry: number, gram: number, needle: number, offset: number): void {
    const hash = Math.imul(gram, FACTOR) >>> this.shift;
    this.bitmap[hash >>> 5] = (this.bitmap[hash >>> 5] as number) | (1 << hash);
    let slot = (Math.imul(gram, FACTOR) >>> 7) & this.mask;
    while (this.firsts[slot] !== 0 && this.keys[slot] !== gram) slot = (slot + 1) & this.mask;
    this.keys[slot] = gram;
    this.entryNeedle[entry] = needle;
    this.entryOffset[entry] = offset;
    this.entryNext[entry] = this.firsts[slot] as number;
    this.firsts[slot] = entry + 1;
  }
}

/** Little-endian, as the words of the text are loaded; the case folded the same way. */
function gramAt(literal: string, at: number): number {
  let gram = 0;
  for (let byte = 0; byte < GRAM; byte++) gram |= literal.charCodeAt(at + byte) << (8 * byte);
  return gram | FOLD_WORD;
}

/** Where the seven bytes begin whose grams are the rarest, in the text and among the literals. */
function bestWindow(
  literal: string,
  uses: ReadonlyMap<number, number>,
  commonness: ReadonlyMap<number, number> | null,
): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let window = 0; window + Q_GRAM_LITERAL_MIN <= literal.length; window++) {
    let cost = 0;
    for (let offset = window; offset < window + GRAM; offset++) {
      const gram = gramAt(literal, offset);
      const seen = (commonness?.get(gram) ?? 0) + 2 ** -bitsOf(literal, offset, offset + GRAM);
      cost += seen * (1 + (uses.get(gram) ?? 0));
    }
    if (cost < least) [best, least] = [window, cost];
  }
  return best;
}

/** How often each gram is where a probe looks, as a part of all probes. */
export function commonnessOf(words: Int32Array, from: number, to: number): Map<number, number> {
  const share = 4 / Math.max(4, to - from);
  const commonness = new Map<number, number>();
  for (let at = from >> 2; at < to >> 2; at++) {
    const gram = (words[at] as number) | FOLD_WORD;
    commonness.set(gram, (commonness.get(gram) ?? 0) + share);
  }
  return commonness;
}
