/**
 * The inner loops of QGrams in WebAssembly, with vectors (scan.wat), and the memory that they work on.
 *
 * There is one for the process, made when it is first asked for: each memory of WebAssembly reserves
 * gigabytes of addresses. What is scanned is copied into it, which costs little beside the scan; the
 * tables of grams are when others than the last ones are looked for.
 */
import type { GramTable } from "../gram-table.js";
import type { Hits, Numbers } from "../hits.js";
import { CODE } from "./code.js";

/** Bytes that are scanned at once; scan.wat has room for so many. */
export const TEXT_MAX = 128 * 1024;
/** Scanned together with their grams. */
const LITERAL_MAX = 64 * 1024;
const VECTOR_BYTES = 16;
const PAGE = 65_536;

/** Of WebAssembly's API what is used here. */
declare const WebAssembly: {
  validate(code: Uint8Array): boolean;
  Module: new (code: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: Loops };
};

interface Address {
  readonly value: number;
}

/** What scan.wat exports. */
interface Loops {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly bitmap: Address;
  readonly text: Address;
  readonly ends: Address;
  readonly places: Address;
  readonly needles: Address;
  readonly tables: Address;
  lineEnds(end: number, delta: number): number;
  grams(end: number, shift: number): number;
  confirms(record: number, from: number, end: number): number;
  hits(listed: number, from: number, to: number, delta: number, shift: number, entries: number): number;
}

export class Kernel {
  private readonly loops: Loops;
  private readonly text: number;
  /** Views of the arena: made anew when it grows. */
  private bytes = new Uint8Array(0);
  private words = new Int32Array(0);
  /** Whose tables are loaded, and where their entries begin. */
  private table: GramTable | null = null;
  private entries = 0;
  /** Which records are loaded, where they begin, and where they may. */
  private records: Int32Array | null = null;
  private firstRecord = 0;
  private behindTables: number;
  /** From an address to a place in the block whose stretch is in the arena. */
  private delta = 0;

  constructor(loops: Loops) {
    this.loops = loops;
    this.text = loops.text.value;
    this.behindTables = loops.tables.value;
    this.view();
  }

  /** As the function of that name in q-grams.ts, for a stretch that is not empty and of TEXT_MAX bytes at most. */
  findLineEnds(bytes: Uint8Array, from: number, to: number, ends: Numbers): void {
    this.addLineEnds(this.copy(bytes, from, to), from, ends);
  }

  /** As QGrams.scan, for such a stretch. False: it cannot do that, and has added nothing. */
  scan(table: GramTable, bytes: Uint8Array, from: number, to: number, ends: Numbers, hits: Hits): boolean {
    if (table !== this.table && !this.load(table)) return false;
    const { loops, words } = this;
    const end = this.copy(bytes, from, to);
    const delta = this.deltaOf(from);
    const listed = loops.grams(end, table.bitmapShift);
    const count = loops.hits(listed, from - delta, to - delta, delta, table.bucketShift, this.entries);
    if (count < 0) return false;
    hits.places.addAll(words, loops.places.value >> 2, count);
    hits.needles.addAll(words, loops.needles.value >> 2, count);
    this.addLineEnds(end, from, ends);
    return true;
  }

  /** Whether confirms() can look for what these records say. */
  takesRecords(records: Int32Array): boolean {
    return records === this.records || this.loadRecords(records);
  }

  /** As Confirmation.hasAll: whether the line from `from` to before `end`, of the stretch that was scanned last, has what the record says. Hot. */
  confirms(record: number, from: number, end: number): boolean {
    const { delta } = this;
    return this.loops.confirms(this.firstRecord + record * 4, from - delta, end - delta) === 1;
  }

  private addLineEnds(end: number, from: number, ends: Numbers): void {
    const { loops, words } = this;
    ends.addAll(words, loops.ends.value >> 2, loops.lineEnds(end, this.deltaOf(from)));
  }

  /** From an address to a place in the block. */
  private deltaOf(from: number): number {
    return (from & ~3) - this.text;
  }

  /** The stretch, between bytes that are no newlines; returns the address behind it. */
  private copy(bytes: Uint8Array, from: number, to: number): number {
    const first = this.text + (from & 3);
    const end = first + to - from;
    this.bytes.fill(0, this.text, first);
    this.bytes.set(bytes.subarray(from, to), first);
    this.bytes.fill(0, end, end + VECTOR_BYTES);
    this.delta = this.deltaOf(from);
    return end;
  }

  private load(table: GramTable): boolean {
    const { loops } = this;
    const buckets = loops.tables.value;
    const entries = buckets + table.buckets.byteLength;
    const missing = entries + table.entries.byteLength - this.bytes.length;
    if (table.longest > LITERAL_MAX || (missing > 0 && !this.grow(missing))) return false;
    this.words.set(table.bitmap, loops.bitmap.value >> 2);
    this.words.set(table.buckets, buckets >> 2);
    this.words.set(table.entries, entries >> 2);
    this.table = table;
    this.entries = entries;
    this.behindTables = entries + table.entries.byteLength;
    this.records = null;
    return true;
  }

  private loadRecords(records: Int32Array): boolean {
    const missing = this.behindTables + records.byteLength - this.bytes.length;
    if (missing > 0 && !this.grow(missing)) return false;
    this.words.set(records, this.behindTables >> 2);
    this.records = records;
    this.firstRecord = this.behindTables;
    return true;
  }

  private grow(bytes: number): boolean {
    try {
      this.loops.memory.grow(Math.ceil(bytes / PAGE));
    } catch {
      return false;
    }
    this.view();
    return true;
  }

  private view(): void {
    const { buffer } = this.loops.memory;
    this.bytes = new Uint8Array(buffer);
    this.words = new Int32Array(buffer);
  }
}

let kernel: Kernel | null | undefined;

/** Null where there is no WebAssembly, it has no vectors, or a limit of the process leaves it no memory. */
export function theKernel(): Kernel | null {
  if (kernel === undefined) kernel = makeKernel();
  return kernel;
}

function makeKernel(): Kernel | null {
  if (typeof WebAssembly === "undefined" || !WebAssembly.validate(CODE)) return null;
  try {
    return new Kernel(new WebAssembly.Instance(new WebAssembly.Module(CODE)).exports);
  } catch {
    return null;
  }
}
