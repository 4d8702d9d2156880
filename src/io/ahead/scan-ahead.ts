/**
 * Scanning on a second core (--threads): while the lines of one block are matched, another thread
 * reads and scans the next one.
 *
 *   main      read 1 | scan 1 | match 1 ........ | read 2 | compare | match 2 ........ | ...
 *   thread                    | read 2, scan 2          |          | read 3, scan 3 ...
 *
 * The main thread still reads everything itself, and takes a result only for the very bytes that
 * it has read, compared one by one: whatever happens to a file, or to the thread, the result is
 * that of scanning. Where there is no result, or none in time, it scans as it does without a thread.
 *
 * There is one request at a time, for one input; the others are scanned where they are read.
 */
import { Worker } from "node:worker_threads";
import type { Block, Scanner } from "../../patterns/prefilter/index.js";
import { type AheadData, ASKED, AT, BEGUN_MAX, CHUNK_MAX, DONE, makeMemory, type SharedMemory } from "./memory.js";

/** Milliseconds that a result is waited for: scanning the block here would take about one. */
const WAIT_MS = 5;

/** A place in an open file. */
export interface FilePlace {
  readonly descriptor: number;
  readonly position: number;
}

export class ScanAhead {
  /** Of the thread that there is: one that ends may still write into its own. */
  private memory: SharedMemory = makeMemory();
  private readonly warn: (message: string) => void;
  private worker: Worker | null = null;
  /** What the thread looks for; null: there is no thread. */
  private scanner: Scanner | null = null;
  /** For whom the request is. */
  private owner: object | null = null;

  constructor(warn: (message: string) => void) {
    this.warn = warn;
  }

  /** Asks for the bytes of a file behind a place, of a line that has begun with `begun`. Nothing happens where that cannot be. */
  ask(owner: object, { descriptor, position }: FilePlace, begun: Uint8Array, scanner: Scanner | null): void {
    if (begun.length > BEGUN_MAX || !this.serves(scanner)) return;
    const { control, text } = this.memory;
    if (Atomics.load(control, AT.state) === ASKED) return;
    this.owner = owner;
    control[AT.descriptor] = descriptor;
    control[AT.placeLow] = position | 0;
    control[AT.placeHigh] = Math.floor(position / 2 ** 32);
    control[AT.wanted] = CHUNK_MAX;
    control[AT.begun] = begun.length;
    text.set(begun);
    Atomics.store(control, AT.state, ASKED);
    Atomics.notify(control, AT.state);
  }

  /** Adds to the block what was found in its first `filled` bytes, of which nothing is known yet. False: it must be scanned. */
  take(owner: object, block: Block, filled: number, scanner: Scanner | null): boolean {
    if (this.owner !== owner) return false;
    this.owner = null;
    if (scanner === null || scanner !== this.scanner) return false;
    const { control, text, ...lists } = this.memory;
    if (Atomics.load(control, AT.state) === ASKED) Atomics.wait(control, AT.state, ASKED, WAIT_MS);
    if (Atomics.load(control, AT.state) !== DONE || control[AT.filled] !== filled) return false;
    if (!isSame(text, block.bytes, filled)) return false;
    const [ends, found, subjects] = [control[AT.ends], control[AT.found], control[AT.subjects]] as [
      number,
      number,
      number,
    ];
    block.ends.addAll(lists.ends, 0, ends);
    block.found.lines.addAll(lists.lines, 0, found);
    block.found.wakes.addAll(lists.wakes, 0, found);
    block.found.firsts.addAll(lists.firsts, 0, found);
    block.found.subjects.addAll(lists.subjects, 0, subjects);
    return true;
  }

  /** An input goes: what was asked for it counts no more. */
  forget(owner: object): void {
    if (this.owner === owner) this.owner = null;
  }

  close(): void {
    void this.worker?.terminate();
    this.worker = null;
    this.scanner = null;
    this.owner = null;
  }

  /** There is a thread that looks for what the scanner looks for. */
  private serves(scanner: Scanner | null): boolean {
    if (scanner === this.scanner) return this.worker !== null;
    this.close();
    this.scanner = scanner;
    if (scanner === null) return false;
    if (scanner.subjects.some(({ shape }) => shape !== null)) {
      this.warn("--threads has no effect with these rules: some of their patterns have no literals");
      return false;
    }
    this.start(scanner);
    return this.worker !== null;
  }

  private start({ subjects }: Scanner): void {
    this.memory = makeMemory();
    const workerData: AheadData = { memory: this.memory, subjects };
    const failed = (error: Error): void => this.warn(`--threads has no effect: ${error.message}`);
    try {
      const worker = new Worker(new URL("./scan-ahead-thread.js", import.meta.url), { workerData, execArgv: [] });
      worker.on("error", (error) => {
        if (this.worker !== worker) return;
        this.worker = null;
        failed(error);
      });
      worker.unref();
      this.worker = worker;
    } catch (error) {
      failed(error as Error);
    }
  }
}

function isSame(one: Uint8Array, other: Uint8Array, length: number): boolean {
  return Buffer.from(one.buffer, one.byteOffset, length).equals(Buffer.from(other.buffer, other.byteOffset, length));
}
