/**
 * What QGrams looks for, in the form in which its inner loops read it, be they JavaScript or
 * WebAssembly (kernel/scan.wat):
 *
 *   hash of a gram   bitmap      one bit: is there any such gram?
 *     |              buckets     its first bits: where the entries begin, and behind the next one, where they end
 *     +------------> entries     an entry is a gram of a literal:
 *
 *       | size needle back start end . . . | mask | value | mask | value | ...
 *
 * An entry has the words that its literal lies in, as values, with masks for the bytes of them
 * that are its own, four words at a time, one vector (": Failed " with the gram "iled"):
 *
 *   text     ... [ 4 2 ] :   F a   i l e d   p a s ...
 *   masks        . . . ff    ff ff ff   ff ff ff ff   ff . . .   then one word of nothing
 */
import { bitsOf } from "./rarity.js";

/** Bytes that a literal needs: any four-byte grid then has a gram inside of it. */
export const Q_GRAM_LITERAL_MIN = 7;
const GRAM = 4;
export const FOLD_WORD = 0x20202020;
const FOLD_BYTE = 0x20;
export const FACTOR = 0x9e3779b1 | 0;
/** Bits of the bitmap per gram, at least: one probe in so many is a false alarm. */
const BITS_PER_GRAM = 64;
const BITMAP_LOG2_MIN = 13;
/** The kernel has room for so much. */
const BITMAP_LOG2_MAX = 21;
const BUCKETS_PER_GRAM = 4;
const BUCKETS_LOG2_MIN = 3;

/** Of an entry, in words. */
export const SIZE = 0;
export const NEEDLE = 1;
/** Where its words begin, and its literal begins and ends, in bytes from the gram's first one. */
export const BACK = 2;
export const START = 3;
export const END = 4;
export const VECTORS = 8;
/** Words of a vector. */
export const LANES = 4;
const BYTES = Int32Array.BYTES_PER_ELEMENT;

interface Entry {
  readonly literal: string;
  readonly needle: number;
  /** Of the gram in the literal. */
  readonly offset: number;
  readonly hash: number;
}

export class GramTable {
  /** A hash's bit is its first ones, what is left of it when it is shifted by so much. */
  readonly bitmapShift: number;
  readonly bitmap: Int32Array;
  readonly bucketShift: number;
  /** In bytes, as all sizes. */
  readonly buckets: Int32Array;
  readonly entries: Int32Array;
  /** Bytes of the longest literal. */
  readonly longest: number;

  /** Lower-case literals of enough bytes, with their numbers, and how often grams were seen in a sample of the text. */
  constructor(literals: readonly string[], numbers: readonly number[], commonness: ReadonlyMap<number, number> | null) {
    const count = literals.length * GRAM;
    const bitmapLog2 = Math.min(BITMAP_LOG2_MAX, Math.max(BITMAP_LOG2_MIN, log2(count * BITS_PER_GRAM)));
    const bucketsLog2 = Math.min(bitmapLog2, Math.max(BUCKETS_LOG2_MIN, log2(count * BUCKETS_PER_GRAM)));
    this.bitmapShift = 32 - bitmapLog2;
    this.bucketShift = 32 - bucketsLog2;
    this.bitmap = new Int32Array(2 ** (bitmapLog2 - 5));
    this.buckets = new Int32Array(2 ** bucketsLog2 + 1);
    const entries = entriesOf(literals, numbers, commonness);
    this.entries = new Int32Array(entries.reduce((sum, entry) => sum + sizeOf(entry), 0));
    this.longest = literals.reduce((most, { length }) => Math.max(most, length), 0);
    let at = 0;
    let bucket = 0;
    for (const entry of entries) {
      const bit = entry.hash >>> this.bitmapShift;
      this.bitmap[bit >>> 5] = (this.bitmap[bit >>> 5] as number) | (1 << bit);
      for (; bucket <= entry.hash >>> this.bucketShift; bucket++) this.buckets[bucket] = at * BYTES;
      this.addEntry(at, entry);
      at += sizeOf(entry);
    }
    this.buckets.fill(at * BYTES, bucket);
  }

  private addEntry(first: number, entry: Entry): void {
    const { entries } = this;
    const { literal, offset } = entry;
    const back = Math.ceil(offset / GRAM) * GRAM;
    entries[first + SIZE] = sizeOf(entry) * BYTES;
    entries[first + NEEDLE] = entry.needle;
    entries[first + BACK] = -back;
    entries[first + START] = -offset;
    entries[first + END] = literal.length - offset;
    for (let index = 0; index < literal.length; index++) {
      const byte = index + back - offset;
      const word = byte >> 2;
      const mask = first + VECTORS + (word & -LANES) * 2 + (word & (LANES - 1));
      const shift = 8 * (byte & 3);
      entries[mask] = (entries[mask] as number) | (0xff << shift);
      const folded = (literal.charCodeAt(index) | FOLD_BYTE) << shift;
      entries[mask + LANES] = (entries[mask + LANES] as number) | folded;
    }
  }
}

function log2(count: number): number {
  return Math.ceil(Math.log2(Math.max(1, count)));
}

/** In words. */
function sizeOf({ literal, offset }: Entry): number {
  const bytes = Math.ceil(offset / GRAM) * GRAM - offset + literal.length;
  return VECTORS + 2 * LANES * Math.ceil(bytes / (GRAM * LANES));
}

/** By bucket. */
function entriesOf(
  literals: readonly string[],
  numbers: readonly number[],
  commonness: ReadonlyMap<number, number> | null,
): Entry[] {
  const uses = new Map<number, number>();
  const entries: Entry[] = [];
  literals.forEach((literal, index) => {
    const window = bestWindow(literal, uses, commonness);
    for (let offset = window; offset < window + GRAM; offset++) {
      const gram = gramAt(literal, offset);
      uses.set(gram, (uses.get(gram) ?? 0) + 1);
      entries.push({ literal, needle: numbers[index] as number, offset, hash: Math.imul(gram, FACTOR) >>> 0 });
    }
  });
  return entries.sort((a, b) => a.hash - b.hash);
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
