/**
 * Files that actions write to (manual: write, writen, closef, owritecl). "-" is standard
 * output. Writes are collected until somebody could notice, see flush(). What the system
 * does not take (a full pipe or disk) stays queued in order, and is tried again whenever
 * the file is written to or flushed, and by a timer.
 */
import { constants, openSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import type { Seconds } from "../../base/seconds.js";
import { closeWritten } from "../closing.js";
import { pathOf } from "../path.js";
import { add, type OutputCounters, OutputLedger, type WriteLog } from "./counters.js";
import { type WriteBytes, waitForRoom, writeSome } from "./writing.js";

/** Bytes that are collected per file before they are written without waiting for a flush. */
const COLLECTED_MAX = 65536;
/** Bytes kept for one file that does not take them; beyond it new writes are dropped whole and counted. */
const QUEUED_BYTES_MAX = 16 * 1024 * 1024;
/** Closed files whose data still waits; beyond it the oldest is given up. */
const LINGERING_MAX = 64;
const RETRY_MS_MIN = 50;
const RETRY_MS_MAX = 5000;

interface OpenFile {
  readonly name: string;
  readonly descriptor: number;
  readonly counters: OutputCounters;
  /** What was written since the last flush, and in how many writes. */
  collected: string;
  writes: number;
  /** Before them: bytes that the system did not take yet. */
  queue: Chunk[];
  queuedBytes: number;
}

interface Chunk {
  readonly bytes: Buffer;
  readonly writes: number;
  /** How many bytes are written. */
  done: number;
}

export interface OutputFilesOptions {
  readonly now: () => Seconds;
  /** Tries again by a timer, too; otherwise only when flushed. */
  readonly retries: boolean;
  /** Before a file is opened, or standard output is written to for the first time since it was closed. */
  readonly onOpen?: () => void;
  /** For tests. */
  readonly write?: WriteBytes;
}

export class OutputFiles {
  readonly ledger: OutputLedger;
  private readonly open = new Map<string, OpenFile>();
  /** Closed while data waited: they keep their descriptors until it is written. */
  private readonly lingering = new Set<OpenFile>();
  private readonly options: OutputFilesOptions;
  private isStandardOutputInUse = false;
  private retryMs = RETRY_MS_MIN;
  private retryTimer: NodeJS.Timeout | null = null;

  constructor(standardOutput: number, log: WriteLog, options: OutputFilesOptions) {
    this.options = options;
    this.ledger = new OutputLedger(log, options.now);
    this.open.set("-", makeOpenFile("-", standardOutput, this.ledger));
  }

  write(name: string, data: string): void {
    if (name === "-" && !this.isStandardOutputInUse) this.useStandardOutput();
    const file = this.open.get(name) ?? this.openFile(name, data.length);
    if (file !== null) this.collect(file, data);
  }

  /** Opens, appends and closes; after what was written to the same file before. */
  writeOnce(name: string, data: string): void {
    if (name === "-") this.options.onOpen?.();
    const before = this.open.get(name);
    if (before !== undefined) this.flushFile(before);
    if (before !== undefined && (name === "-" || before.queue.length > 0)) {
      this.collect(before, data);
      return;
    }
    const file = this.openFile(name, data.length);
    if (file === null) return;
    if (before === undefined) this.open.delete(name);
    else this.open.set(name, before);
    this.collect(file, data);
    this.release(file);
  }

  close(name: string): void {
    if (name === "-") this.isStandardOutputInUse = false;
    const file = this.open.get(name);
    if (file === undefined || name === "-") return;
    this.open.delete(name);
    this.release(file);
  }

  /** They are opened anew when they are next written to; what was written before goes on being tried. */
  closeAll(): void {
    this.flush();
    for (const name of [...this.open.keys()]) this.close(name);
  }

  /** Writes what was collected: before a child starts, before Perl code runs, when idle, at the end. */
  flush(): void {
    for (const file of this.lingering) this.finish(file);
    for (const file of this.open.values()) this.flushFile(file);
  }

  /** At the end of the program, after closeAll(): waits for what is queued, then gives it up and counts it. */
  async drain(milliseconds: number): Promise<void> {
    for (let waited = 0; this.isWaiting && waited < milliseconds; waited += 20) {
      await pause(20);
      this.flush();
    }
    for (const file of this.lingering) this.giveUp(file, "the program ends");
  }

  private get isWaiting(): boolean {
    return this.lingering.size > 0 || [...this.open.values()].some(({ queue }) => queue.length > 0);
  }

  private collect(file: OpenFile, data: string): void {
    if (file.queue.length > 0 && file.queuedBytes + file.collected.length + data.length > QUEUED_BYTES_MAX) {
      this.ledger.drop(file.counters, 1, data.length);
      return;
    }
    file.collected += data;
    file.writes++;
    if (file.collected.length >= COLLECTED_MAX) this.flushFile(file);
  }

  private useStandardOutput(): void {
    this.options.onOpen?.();
    this.isStandardOutputInUse = true;
  }

  private openFile(name: string, length: number): OpenFile | null {
    this.options.onOpen?.();
    try {
      const flags =
        constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NONBLOCK | constants.O_NOCTTY;
      const file = makeOpenFile(name, openSync(pathOf(name), flags, 0o666), this.ledger);
      this.open.set(name, file);
      return file;
    } catch (error) {
      // As the reference: a pipe without reader, a directory, ... : the write is lost.
      const counters = this.ledger.of(name);
      this.ledger.drop(counters, 1, length);
      this.ledger.failed(counters, `cannot be opened, what is written to it is lost: ${(error as Error).message}`);
      return null;
    }
  }

  private flushFile(file: OpenFile): void {
    if (file.writes > 0) {
      const bytes = Buffer.from(file.collected, "latin1");
      const { writes } = file;
      file.collected = "";
      file.writes = 0;
      file.queue.push({ bytes, writes, done: 0 });
      file.queuedBytes += bytes.length;
      add(file.counters.queued, writes, bytes.length);
    }
    if (file.queue.length > 0 && !this.hasPredecessor(file)) this.writeQueue(file);
  }

  /** A file that was closed and opened again under its name writes when the one before is done. */
  private hasPredecessor(file: OpenFile): boolean {
    for (const other of this.lingering) {
      if (other === file) return false;
      if (other.name === file.name) return true;
    }
    return false;
  }

  private writeQueue(file: OpenFile): void {
    const { queue, counters, descriptor } = file;
    for (let chunk = queue[0]; chunk !== undefined; chunk = queue[0]) {
      const result = writeSome(descriptor, chunk.bytes, chunk.done, this.options.write);
      if (result.kind === "full" && file.name === "-" && result.code === "EAGAIN") {
        waitForRoom(); // standard output is a filter's: its reader sets the pace
        continue;
      }
      if (result.kind === "full") {
        this.ledger.failed(counters, result.reason);
        this.retryLater();
        return;
      }
      if (result.kind === "failed") {
        this.lose(file, result.reason);
        return;
      }
      chunk.done += result.bytes;
      file.queuedBytes -= result.bytes;
      add(counters.queued, 0, -result.bytes);
      add(counters.written, 0, result.bytes);
      if (chunk.done < chunk.bytes.length) continue;
      queue.shift();
      add(counters.queued, -chunk.writes, 0);
      add(counters.written, chunk.writes, 0);
    }
    this.ledger.recovered(counters);
  }

  /** The reader is gone, or the like: what waits can never be written here. The next write opens the file anew. */
  private lose(file: OpenFile, reason: string): void {
    this.dropQueue(file);
    this.ledger.failed(file.counters, `what was written to it is lost: ${reason}`);
    if (this.open.get(file.name) !== file || file.name === "-") return;
    this.open.delete(file.name);
    this.shut(file);
  }

  private dropQueue(file: OpenFile): void {
    for (const { bytes, writes, done } of file.queue) {
      add(file.counters.queued, -writes, done - bytes.length);
      this.ledger.drop(file.counters, writes, bytes.length - done);
    }
    file.queue = [];
    file.queuedBytes = 0;
  }

  /** Closes a file that is not among the open ones any more, when its data is written. */
  private release(file: OpenFile): void {
    this.lingering.add(file);
    this.finish(file);
    if (this.lingering.size <= LINGERING_MAX) return;
    const [oldest] = this.lingering;
    if (oldest !== undefined) this.giveUp(oldest, "too many closed files wait");
  }

  private finish(file: OpenFile): void {
    this.flushFile(file);
    if (file.queue.length > 0) return;
    this.lingering.delete(file);
    this.shut(file);
  }

  private giveUp(file: OpenFile, reason: string): void {
    const bytes = file.queuedBytes;
    this.dropQueue(file);
    this.ledger.failed(file.counters, `${bytes} bytes that waited are lost: ${reason}`);
    this.lingering.delete(file);
    this.shut(file);
  }

  private shut(file: OpenFile): void {
    const failure = closeWritten(file.descriptor);
    if (failure !== null) this.ledger.failed(file.counters, failure);
  }

  private retryLater(): void {
    if (!this.options.retries || this.retryTimer !== null) return;
    this.retryTimer = setTimeout(() => {
      this.retryTimer = null;
      this.retryMs = Math.min(this.retryMs * 2, RETRY_MS_MAX);
      this.flush();
      if (!this.isWaiting) this.retryMs = RETRY_MS_MIN;
    }, this.retryMs);
    this.retryTimer.unref();
  }
}

function makeOpenFile(name: string, descriptor: number, ledger: OutputLedger): OpenFile {
  const counters = ledger.of(name);
  return { name, descriptor, counters, collected: "", writes: 0, queue: [], queuedBytes: 0 };
}
