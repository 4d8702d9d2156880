/** A stretch of input in memory, and what a scan has found in it. */
import { FoundLines, Hits, Numbers } from "./hits.js";

const WORD = 4;

export class Block {
  bytes: Uint8Array;
  /** The same memory, four bytes at a time. */
  words: Int32Array;
  /** Places of newlines. */
  readonly ends = new Numbers();
  /** What the last scan has found of long literals and of short ones, each ascending. */
  readonly long = new Hits();
  readonly short = new Hits();
  /** Subjects of shapes, each at the end of its line. */
  readonly shaped = new Hits();
  /** What follows from these, for all lines. */
  readonly found = new FoundLines();

  constructor(size: number) {
    [this.bytes, this.words] = memory(size);
  }

  get size(): number {
    return this.bytes.length;
  }

  /** At least `size` bytes; what is there stays. */
  grow(size: number): void {
    if (size <= this.bytes.length) return;
    const old = this.bytes;
    [this.bytes, this.words] = memory(Math.max(size, 2 * old.length));
    this.bytes.set(old);
  }

  clear(): void {
    this.ends.clear();
    this.found.clear();
    this.clearHits();
  }

  clearHits(): void {
    this.long.clear();
    this.short.clear();
    this.shaped.clear();
  }
}

function memory(size: number): [bytes: Uint8Array, words: Int32Array] {
  const buffer = new ArrayBuffer((size + 2 * WORD - 1) & -WORD);
  return [new Uint8Array(buffer), new Int32Array(buffer)];
}
