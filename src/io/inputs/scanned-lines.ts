/**
 * Bytes to lines, scanned before any of them becomes a string: what no rule wants is passed
 * by where it lies in memory.
 *
 *   block   | lines taken | lines to come, scanned    | a line begun |  room  |
 *           0             start (line `taken` of ends) scanned        filled
 *
 * The unfinished line moves to the front when all lines are taken and more bytes come. Blocks
 * are lent: an input that has nothing keeps none. Each line is a string of its own, not a
 * slice of what was read: who keeps a word of it keeps no block.
 */
import type { LineFilter, LineHits, SkippedLines } from "../../engine/face.js";
import { Block, type FoundLines, findLineEnds, Numbers, type Scanner } from "../../patterns/prefilter/index.js";

const NEWLINE = 10;
/** Bytes of a lent block: what is read at once, and as much again of an unfinished line. */
const BLOCK_SIZE = 128 * 1024;
/** Lines with findings that are announced together. */
const EXPECTED_LINES = 64;
/** Blocks that wait to be lent. */
const SPARE_MAX = 4;
const spare: Block[] = [];

/** What to do where there is no engine: take all lines. */
export const NO_FILTER: LineFilter = {
  scanner: null,
  skips: () => false,
  skip: () => {},
  settle: () => {},
  expect: () => {},
};

/** Lines in memory: the first one begins at `start`, and ends at ends[first]; the newlines stand at the ends. */
export interface WaitingLines {
  readonly bytes: Uint8Array;
  readonly ends: Int32Array;
  readonly first: number;
  readonly start: number;
  readonly count: number;
}

const NOTHING_WAITS: WaitingLines = {
  bytes: new Uint8Array(0),
  ends: new Int32Array(0),
  first: 0,
  start: 0,
  count: 0,
};

/** Adds what is known already of the first `filled` bytes of a block of which nothing was known; false: they must be scanned. */
export type TakeScan = (block: Block, filled: number, scanner: Scanner | null) => boolean;

class Found implements LineHits {
  scanner: Scanner | null = null;
  readonly subjects = new Numbers();
}

export class ScannedLines implements SkippedLines {
  /** Lines that were longer than the limit, and the bytes that they lost. */
  cutLines = 0;
  cutBytes = 0;
  /** What was found in the line that was taken last. */
  readonly hits = new Found();
  private readonly limit: number;
  private readonly filter: LineFilter;
  private block: Block | null = null;
  /** The block's memory, for making strings. */
  private view: Buffer = Buffer.alloc(0);
  /** The unfinished line, while there is no block. */
  private rest: Buffer = Buffer.alloc(0);
  /** Where the first line of the block's lists begins, and the next one to be taken. */
  private first = 0;
  private start = 0;
  private filled = 0;
  private scanned = 0;
  /** Places in the block's lists: the next line, the next one in which something was found. */
  private taken = 0;
  private found = 0;
  /** Up to there the filter knows what to expect. */
  private expected = 0;
  private scannedFor: Scanner | null = null;
  /** Bytes of the unfinished line that were kept and lost, where there is a limit. */
  private begun = 0;
  private surplus = 0;

  /** `limit` in bytes: what a line has beyond it is dropped and counted; 0: no limit. */
  constructor(limit: number, filter: LineFilter) {
    this.limit = limit;
    this.filter = filter;
  }

  /** `ahead`: who may have scanned these bytes already. */
  add(bytes: Buffer, ahead: TakeScan | null = null): void {
    if (this.limit > 0) {
      this.addLimited(bytes);
      return;
    }
    const from = this.append(bytes);
    const last = bytes.lastIndexOf(NEWLINE);
    if (last >= 0) this.scanTo(from + last + 1, ahead);
  }

  /** The line that has begun, until more bytes come. */
  get begunLine(): Buffer {
    return this.block === null ? this.rest : this.view.subarray(this.scanned, this.filled);
  }

  get hasLine(): boolean {
    return this.block !== null && this.taken < this.block.ends.count;
  }

  /** Where the lines that wait to be taken lie, until more bytes come or the rules change. */
  get waiting(): WaitingLines {
    const { block, start, taken: first } = this;
    if (block === null) return NOTHING_WAITS;
    return { bytes: block.bytes, ends: block.ends.values, first, start, count: block.ends.count - first };
  }

  /** The next line; what was found in it is in `hits`. */
  next(): string | undefined {
    const { block } = this;
    if (block === null || this.taken >= block.ends.count) return undefined;
    if (this.scannedFor !== this.filter.scanner) this.scanAnew(block);
    this.showHits(block.found);
    const end = block.ends.values[this.taken++] as number;
    const from = this.start;
    this.start = end + 1;
    return this.view.toString("latin1", from, end);
  }

  /** Passes by up to `most` lines in which nothing that wakes is found; returns how many. */
  skip(most: number): number {
    const { block } = this;
    if (block === null) return 0;
    if (this.scannedFor !== this.filter.scanner) this.scanAnew(block);
    const { ends, found } = block;
    const before = this.taken;
    const last = Math.min(ends.count, before + most);
    this.taken = this.wakingLine(found, last);
    if (this.taken === before) return 0;
    this.start = (ends.values[this.taken - 1] as number) + 1;
    return this.taken - before;
  }

  /** The first line in which something that wakes is found; at most `last`. */
  private wakingLine({ lines, wakes, count, isAll }: FoundLines, last: number): number {
    if (isAll) return Math.min(this.taken, last);
    for (; this.found < count; this.found++) {
      const line = lines.values[this.found] as number;
      if (line >= last) break;
      if (line >= this.taken && wakes.values[this.found] === 1) return line;
    }
    return last;
  }

  /** What was found in the next line. */
  private showHits(found: FoundLines): void {
    const { hits } = this;
    // Without findings of a scan a line is tried on all rules.
    hits.scanner = found.isAll ? null : this.scannedFor;
    hits.subjects.clear();
    while (this.found < found.count && (found.lines.values[this.found] as number) < this.taken) this.found++;
    if (this.found === found.count || found.lines.values[this.found] !== this.taken) return;
    if (this.found >= this.expected) this.expect(found);
    const end = found.end(this.found);
    for (let at = found.firsts.values[this.found] as number; at < end; at++) {
      hits.subjects.add(found.subjects.values[at] as number);
    }
    this.found++;
  }

  /** Tells the filter what was found in the next lines. */
  private expect(found: FoundLines): void {
    this.expected = Math.min(this.found + EXPECTED_LINES, found.count);
    const first = found.firsts.values[this.found] as number;
    this.filter.expect(found.subjects.values, first, found.end(this.expected - 1));
  }

  /** Of the lines that were passed by, and are still there, the last ones. */
  last(count: number): string[] {
    const { block } = this;
    if (block === null) return [];
    const { values } = block.ends;
    const lines: string[] = [];
    for (let line = this.taken - count; line < this.taken; line++) {
      const from = line === 0 ? this.first : (values[line - 1] as number) + 1;
      lines.push(this.view.toString("latin1", from, values[line] as number));
    }
    return lines;
  }

  /** What ends without newline is a line too: at the end of the input. */
  finishLine(): void {
    const begun = this.begunLine.length;
    if (begun === 0 && this.surplus === 0) return;
    this.append(Buffer.of(NEWLINE));
    this.endLine();
    this.scanTo(this.filled);
  }

  /** The line that has begun and not ended, if there is one; it is then forgotten. */
  takeUnfinished(): string | undefined {
    const begun = this.begunLine;
    if (begun.length === 0 && this.surplus === 0) return undefined;
    const text = begun.toString("latin1");
    this.rest = Buffer.alloc(0);
    if (this.block !== null) this.filled = this.scanned;
    this.endLine();
    return text;
  }

  clear(): void {
    this.giveBack();
    this.rest = Buffer.alloc(0);
    this.begun = 0;
    this.surplus = 0;
  }

  /** Nothing more to take for now. */
  release(): void {
    if (this.block === null || this.hasLine) return;
    const rest = this.view.subarray(this.start, this.filled);
    this.rest = rest.length === 0 ? rest : Buffer.from(rest);
    this.giveBack();
  }

  /** Bytes behind those that there are; returns where they begin. */
  private append(bytes: Uint8Array): number {
    const block = this.block ?? this.borrow();
    if (this.taken > 0 && this.taken === block.ends.count) this.moveRestToFront(block);
    const from = this.filled;
    if (from + bytes.length > block.size) {
      block.grow(from + bytes.length);
      this.view = viewOf(block);
    }
    block.bytes.set(bytes, from);
    this.filled = from + bytes.length;
    return from;
  }

  private scanTo(end: number, ahead: TakeScan | null = null): void {
    const block = this.block as Block;
    const { scanner } = this.filter;
    if (scanner !== this.scannedFor && this.taken < block.ends.count) {
      this.scanned = end;
      this.scanAnew(block);
      return;
    }
    this.scannedFor = scanner;
    const isKnown = this.scanned === 0 && ahead?.(block, this.filled, scanner) === true;
    if (!isKnown) this.scan(block, this.scanned, end);
    this.scanned = end;
  }

  private scan(block: Block, from: number, to: number): void {
    const { scanner } = this.filter;
    if (scanner !== null) {
      scanner.scan(block, from, to);
      return;
    }
    findLineEnds(block.words, block.bytes, from, to, block.ends);
  }

  /** The rules have changed, and what is to be looked for. */
  private scanAnew(block: Block): void {
    this.filter.settle();
    block.clear();
    this.first = this.start;
    this.taken = 0;
    this.found = 0;
    this.expected = 0;
    this.scannedFor = this.filter.scanner;
    this.scan(block, this.start, this.scanned);
  }

  private moveRestToFront(block: Block): void {
    this.filter.settle();
    block.bytes.copyWithin(0, this.start, this.filled);
    this.filled -= this.start;
    this.beginBlock(block);
  }

  private borrow(): Block {
    const block = spare.pop() ?? new Block(BLOCK_SIZE);
    block.grow(this.rest.length);
    block.bytes.set(this.rest);
    this.filled = this.rest.length;
    this.rest = Buffer.alloc(0);
    this.block = block;
    this.view = viewOf(block);
    this.beginBlock(block);
    return block;
  }

  private giveBack(): void {
    const { block } = this;
    if (block === null) return;
    this.filter.settle();
    this.block = null;
    if (spare.length < SPARE_MAX && block.size <= 2 * BLOCK_SIZE) spare.push(block);
  }

  /** The block begins with the unfinished line, in which there is no newline. */
  private beginBlock(block: Block): void {
    block.clear();
    this.first = 0;
    this.start = 0;
    this.scanned = 0;
    this.taken = 0;
    this.found = 0;
    this.expected = 0;
  }

  /** With a limit, what a line has beyond it is not even kept. */
  private addLimited(bytes: Buffer): void {
    let from = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      this.appendLimited(bytes, from, end);
      this.append(Buffer.of(NEWLINE));
      this.endLine();
      from = end + 1;
    }
    const ended = this.filled;
    if (from < bytes.length) this.appendLimited(bytes, from, bytes.length);
    if (from > 0) this.scanTo(ended);
  }

  private appendLimited(bytes: Buffer, from: number, end: number): void {
    const room = Math.max(0, this.limit - this.begun);
    const kept = Math.min(end - from, room);
    this.begun += kept;
    this.surplus += end - from - kept;
    this.append(bytes.subarray(from, from + kept));
  }

  private endLine(): void {
    if (this.surplus > 0) {
      this.cutLines++;
      this.cutBytes += this.surplus;
    }
    this.surplus = 0;
    this.begun = 0;
  }
}

function viewOf({ bytes }: Block): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
