/** Lines that are put in order of time within a bound, or of which those that come too late are dropped, or only the beginning is kept. */
import type { LineTimes, Microseconds, SampleLine } from "../../logtime/index.js";
import { LineCutter } from "./line-cutter.js";
import type { LogLines } from "./log-lines.js";
import { Ordering } from "./ordering.js";
import { ReadyLines } from "./ready-lines.js";

export interface OrderedLinesOptions {
  readonly lateness: Microseconds;
  readonly late: "drop" | "take";
  /** Bytes of a line that are kept; 0: all. */
  readonly maxLine: number;
}

export class OrderedLines implements LogLines {
  total = 0;
  untimed = 0;
  readonly hits = undefined;
  readonly skipped = null;
  readonly skippedTo = 0;
  private readonly options: OrderedLinesOptions;
  private readonly cutter = new LineCutter();
  private readonly ordering: Ordering;
  private readonly ready = new ReadyLines();
  private readonly waiting: (SampleLine & { readonly bytes: Buffer })[] = [];
  private times: LineTimes | null = null;
  /** All lines have come; those of a short log before its format was known. */
  private isOver = false;
  /** Of the last line: what follows without a time has it too, and is dropped with it. */
  private previous: Microseconds = Number.NaN;
  private previousDropped = false;

  constructor(options: OrderedLinesOptions) {
    this.options = options;
    this.ordering = new Ordering(options.lateness);
  }

  get late(): number {
    return this.ordering.late;
  }

  add(chunk: Buffer): void {
    this.clearTaken();
    // Lines refer to it until they are taken.
    this.cutter.cut(Buffer.from(chunk), (bytes, start, end) => this.line(bytes, start, end));
    this.release();
  }

  finish(): void {
    this.clearTaken();
    this.cutter.finish((bytes, start, end) => this.line(bytes, start, end));
    this.isOver = true;
    this.release();
  }

  get sampled(): number {
    return this.waiting.length;
  }

  sample(): readonly SampleLine[] {
    return this.waiting;
  }

  begin(times: LineTimes, first: Microseconds): void {
    this.times = times;
    this.previous = first;
    for (const { bytes, start, end } of this.waiting) this.timed(bytes, start, end, times);
    this.waiting.length = 0;
    this.release();
  }

  get hasLine(): boolean {
    return this.ready.next < this.ready.count;
  }

  get time(): Microseconds {
    return this.ready.times[this.ready.next] as Microseconds;
  }

  get number(): number {
    return this.ready.numbers[this.ready.next] as number;
  }

  take(): string {
    const { ready } = this;
    const { maxLine } = this.options;
    const at = ready.next++;
    const start = ready.starts[at] as number;
    const end = ready.ends[at] as number;
    const bytes = ready.bytes[at] as Buffer;
    return bytes.toString("latin1", start, maxLine > 0 ? Math.min(end, start + maxLine) : end);
  }

  skip(): number {
    return 0;
  }

  private line(bytes: Buffer, start: number, end: number): void {
    if (this.times === null) this.waiting.push({ bytes, start, end });
    else this.timed(bytes, start, end, this.times);
  }

  private timed(bytes: Buffer, start: number, end: number, times: LineTimes): void {
    const { ordering } = this;
    const number = ++this.total;
    let time = times.timeOf(bytes, start, end);
    if (Number.isNaN(time)) {
      this.untimed++;
      if (this.previousDropped) return;
      time = this.previous;
    } else if (ordering.isLate(time)) {
      ordering.late++;
      this.previousDropped = this.options.late === "drop";
      if (this.previousDropped) return;
      time = ordering.watermark;
    }
    this.previousDropped = false;
    this.previous = time;
    ordering.note(time);
    if (ordering.isImmediate) this.ready.add(bytes, start, end, time, number);
    else ordering.hold({ bytes, start, end, time, number });
  }

  private release(): void {
    const { ordering, isOver } = this;
    if (ordering.isImmediate) return;
    for (let line = ordering.release(isOver); line; line = ordering.release(isOver)) {
      this.ready.add(line.bytes, line.start, line.end, line.time, line.number);
    }
  }

  private clearTaken(): void {
    if (!this.hasLine) this.ready.clear();
  }
}
