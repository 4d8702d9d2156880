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
 * A gram that is known is compared on both sides, word by word: each entry has the words that its
 * literal lies in, with a mask for the bytes of them that are its own:
 *
 *   text     ... [ 4 2 ] :   F a   i l e d   p a s ...      the gram "iled" of ": Failed " at offset 4:
 *   masks        . . . ff    ff ff ff   ff ff ff ff   ff . . .   three words
 *
 * Folding sets bit 5 of each byte, which also folds some punctuation ("[" and "{"): a literal is
 * found where one is that differs in such bytes, too, and the pattern tells them apart.
 * Rejected: hashing at every byte, which costs four times as much; an automaton, whose
 * next load waits for the last one.
 */
import type { Hits, Numbers } from "./hits.js";
import { bitsOf } from "./rarity.js";

/** Bytes that a literal needs: any four-byte grid then has a gram inside of it. */
export const Q_GRAM_LITERAL_MIN = 7;
const GRAM = 4;
const FOLD_WORD = 0x20202020;
const FOLD_BYTE = 0x20;
const FACTOR = 0x9e3779b1 | 0;
/** Bits of the bitmap per gram, at least: one probe in so many is a false alarm. */
const BITS_PER_GRAM = 64;
const BITMAP_LOG2_MIN = 13;
const BITMAP_LOG2_MAX = 21;

const NEWLINE_WORD = 0x0a0a0a0a;
const NEWLINE = 10;

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
  /** An entry is a gram of a literal. By entry: the number of the literal, and the next entry of the same gram (plus one). */
  private readonly entryNumber: Int32Array;
  private readonly entryNext: Int32Array;
  /** By entry: where its words begin, relative to that of the gram; where its literal begins and ends, relative to the gram's first byte. */
  private readonly entryBack: Int32Array;
  private readonly entryStart: Int32Array;
  private readonly entryEnd: Int32Array;
  /** By entry, and one more: its first word in `masks` and `values`. */
  private readonly entryWords: Int32Array;
  private readonly masks: Int32Array;
  private readonly values: Int32Array;

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
    this.entryNumber = new Int32Array(count);
    this.entryNext = new Int32Array(count);
    this.entryBack = new Int32Array(count);
    this.entryStart = new Int32Array(count);
    this.entryEnd = new Int32Array(count);
    this.entryWords = new Int32Array(count + 1);
    const words = literals.reduce((sum, { length }) => sum + GRAM * wordsMax(length), 0);
    this.masks = new Int32Array(words);
    this.values = new Int32Array(words);
    this.addAll(literals, numbers, commonness);
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
      if (((bitmap[hash >>> 5] as number) & (1 << hash)) !== 0) this.compare(gram, at, words, from, to, hits);
    }
  }

  /** The bitmap knows the gram: which literals are really there? */
  private compare(gram: number, at: number, words: Int32Array, from: number, to: number, hits: Hits): void {
    const { keys, firsts, mask, entryNext } = this;
    let slot = (Math.imul(gram, FACTOR) >>> 7) & mask;
    while (firsts[slot] !== 0 && keys[slot] !== gram) slot = (slot + 1) & mask;
    for (let next = firsts[slot] as number; next !== 0; next = entryNext[next - 1] as number) {
      if (this.isAt(next - 1, at, words, from, to)) hits.add(at << 2, this.entryNumber[next - 1] as number);
    }
  }

  private isAt(entry: number, at: number, words: Int32Array, from: number, to: number): boolean {
    const place = at << 2;
    if (place + (this.entryStart[entry] as number) < from || place + (this.entryEnd[entry] as number) > to)
      return false;
    const { masks, values } = this;
    const last = this.entryWords[entry + 1] as number;
    let word = at + (this.entryBack[entry] as number);
    for (let index = this.entryWords[entry] as number; index < last; index++) {
      if ((((words[word++] as number) | FOLD_WORD) & (masks[index] as number)) !== values[index]) return false;
    }
    return true;
  }

  private addAll(
    literals: readonly string[],
    numbers: readonly number[],
    commonness: ReadonlyMap<number, number> | null,
  ): void {
    const uses = new Map<number, number>();
    let entry = 0;
    literals.forEach((literal, index) => {
      const window = bestWindow(literal, uses, commonness);
      for (let offset = window; offset < window + GRAM; offset++, entry++) {
        const gram = gramAt(literal, offset);
        uses.set(gram, (uses.get(gram) ?? 0) + 1);
        this.addGram(gram, entry);
        this.addWords(literal, offset, entry);
        this.entryNumber[entry] = numbers[index] as number;
      }
    });
  }

  private addGram(gram: number, entry: number): void {
    const hash = Math.imul(gram, FACTOR) >>> this.shift;
    this.bitmap[hash >>> 5] = (this.bitmap[hash >>> 5] as number) | (1 << hash);
    let slot = (Math.imul(gram, FACTOR) >>> 7) & this.mask;
    while (this.firsts[slot] !== 0 && this.keys[slot] !== gram) slot = (slot + 1) & this.mask;
    this.keys[slot] = gram;
    this.entryNext[entry] = this.firsts[slot] as number;
    this.firsts[slot] = entry + 1;
  }

  /** The words of a literal, when its gram at `offset` is one of them. */
  private addWords(literal: string, offset: number, entry: number): void {
    const back = Math.ceil(offset / GRAM);
    let index = this.entryWords[entry] as number;
    for (let first = offset - back * GRAM; first < literal.length; first += GRAM, index++) {
      for (let byte = 0; byte < GRAM; byte++) {
        if (first + byte < 0 || first + byte >= literal.length) continue;
        const code = (literal.charCodeAt(first + byte) | FOLD_BYTE) << (8 * byte);
        this.masks[index] = (this.masks[index] as number) | (0xff << (8 * byte));
        this.values[index] = (this.values[index] as number) | code;
      }
    }
    this.entryWords[entry + 1] = index;
    this.entryBack[entry] = -back;
    this.entryStart[entry] = -offset;
    this.entryEnd[entry] = literal.length - offset;
  }
}

/** Words that so many bytes lie in, at most. */
function wordsMax(length: number): number {
  return Math.ceil((length + GRAM - 1) / GRAM);
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
