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
 * names one bit of a bitmap. Most probes end there. Behind it are, by hash, the literals that
 * have such a gram and where (gram-table.ts), which are then compared, word by word.
 *
 * Folding sets bit 5 of each byte, which also folds some punctuation ("[" and "{"): a literal is
 * found where one is that differs in such bytes, too, and the pattern tells them apart.
 *
 * Where there is WebAssembly with vectors, stretches that are long enough are copied to it
 * (kernel/kernel.ts), and four words are probed at once. The loops here are for short ones, and say
 * what is to be found.
 * Rejected: hashing at every byte, which costs four times as much; an automaton, whose
 * next load waits for the last one.
 */
import { BACK, END, FACTOR, FOLD_WORD, GramTable, LANES, NEEDLE, SIZE, START, VECTORS } from "./gram-table.js";
import type { Hits, Numbers } from "./hits.js";
import { type Kernel, TEXT_MAX, theKernel } from "./kernel/kernel.js";

const WORD = 4;
const NEWLINE_WORD = 0x0a0a0a0a;
const NEWLINE = 10;
/** Bytes for which calling the kernel pays: about five lines. */
const KERNEL_MIN = 512;

/** Adds the places of all newlines from `from` to before `to`. `words` are the same bytes, four at a time. */
export function findLineEnds(words: Int32Array, bytes: Uint8Array, from: number, to: number, ends: Numbers): void {
  const kernel = to - from < KERNEL_MIN ? null : theKernel();
  if (kernel === null) findLineEndsByLoop(words, bytes, from, to, ends);
  else {
    for (let at = from; at < to; at += TEXT_MAX) kernel.findLineEnds(bytes, at, Math.min(to, at + TEXT_MAX), ends);
  }
}

export function findLineEndsByLoop(
  words: Int32Array,
  bytes: Uint8Array,
  from: number,
  to: number,
  ends: Numbers,
): void {
  const last = (to + 3) >> 2;
  for (let at = from >> 2; at < last; at++) {
    const zeros = (words[at] as number) ^ NEWLINE_WORD;
    if (((zeros - 0x01010101) & ~zeros & 0x80808080) !== 0) addLineEnds(bytes, at << 2, from, to, ends);
  }
}

function addLineEnds(bytes: Uint8Array, word: number, from: number, to: number, ends: Numbers): void {
  const last = Math.min(word + WORD, to);
  for (let at = Math.max(word, from); at < last; at++) if (bytes[at] === NEWLINE) ends.add(at);
}

export class QGrams {
  private readonly table: GramTable;

  /** Lower-case literals of enough bytes, with their numbers, and how often grams were seen in a sample of the text. */
  constructor(
    literals: readonly string[],
    numbers: readonly number[],
    commonness: ReadonlyMap<number, number> | null = null,
  ) {
    this.table = new GramTable(literals, numbers, commonness);
  }

  /**
   * Adds newlines and literals from `from`, where a line begins, to before `to`, where one does. What
   * is not before `to` is never part of a literal. Returns the kernel when it has all of that before it
   * now, for further questions.
   */
  scan(words: Int32Array, bytes: Uint8Array, from: number, to: number, ends: Numbers, hits: Hits): Kernel | null {
    const kernel = to - from < KERNEL_MIN ? null : theKernel();
    let holder: Kernel | null = null;
    for (let at = from; at < to; ) {
      const end = kernel === null ? to : endOfStretch(bytes, at, to);
      const isScanned = end - at <= TEXT_MAX && kernel?.scan(this.table, bytes, at, end, ends, hits) === true;
      if (!isScanned) this.scanByLoop(words, bytes, at, end, ends, hits);
      holder = isScanned && at === from && end === to ? kernel : null;
      at = end;
    }
    return holder;
  }

  /** Hot, where there is no kernel: every byte of all input passes here. */
  scanByLoop(words: Int32Array, bytes: Uint8Array, from: number, to: number, ends: Numbers, hits: Hits): void {
    const { bitmap, bitmapShift } = this.table;
    const last = (to + 3) >> 2;
    for (let at = from >> 2; at < last; at++) {
      const word = words[at] as number;
      const zeros = word ^ NEWLINE_WORD;
      if (((zeros - 0x01010101) & ~zeros & 0x80808080) !== 0) addLineEnds(bytes, at << 2, from, to, ends);
      const hash = Math.imul(word | FOLD_WORD, FACTOR);
      const bit = hash >>> bitmapShift;
      if (((bitmap[bit >>> 5] as number) & (1 << bit)) !== 0) this.compare(hash, at, words, from, to, hits);
    }
  }

  /** The bitmap knows the gram: which literals are really there? */
  private compare(hash: number, at: number, words: Int32Array, from: number, to: number, hits: Hits): void {
    const { buckets, bucketShift, entries } = this.table;
    const bucket = hash >>> bucketShift;
    const last = (buckets[bucket + 1] as number) >> 2;
    let entry = (buckets[bucket] as number) >> 2;
    while (entry < last) {
      const next = entry + ((entries[entry + SIZE] as number) >> 2);
      if (this.isAt(entry, next, at, words, from, to)) hits.add(at << 2, entries[entry + NEEDLE] as number);
      entry = next;
    }
  }

  private isAt(entry: number, next: number, at: number, words: Int32Array, from: number, to: number): boolean {
    const { entries } = this.table;
    const place = at << 2;
    if (place + (entries[entry + START] as number) < from || place + (entries[entry + END] as number) > to)
      return false;
    let word = at + ((entries[entry + BACK] as number) >> 2);
    for (let vector = entry + VECTORS; vector < next; vector += 2 * LANES) {
      for (let mask = vector; mask < vector + LANES; mask++) {
        if ((((words[word++] as number) | FOLD_WORD) & (entries[mask] as number)) !== entries[mask + LANES])
          return false;
      }
    }
    return true;
  }
}

/** A stretch that fits into the kernel's arena, or a line that does not. */
function endOfStretch(bytes: Uint8Array, from: number, to: number): number {
  if (to - from <= TEXT_MAX) return to;
  const last = bytes.lastIndexOf(NEWLINE, from + TEXT_MAX - 1);
  if (last >= from) return last + 1;
  const next = bytes.indexOf(NEWLINE, from);
  return next < 0 || next >= to ? to : next + 1;
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
