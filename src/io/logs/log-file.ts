/** One log to be replayed: its lines with their times, in order. */
import { createReadStream, fstatSync, openSync } from "node:fs";
import type { Seconds } from "../../base/seconds.js";
import type { LineFilter, LineHits, LineSource, SkippedLines } from "../../engine/face.js";
import {
  FORMATS,
  LineTimes,
  type LogTimeFormat,
  type Microseconds,
  recognise,
  type SampleLine,
  type ZoneAt,
} from "../../logtime/index.js";
import { ScannedLines } from "../inputs/scanned-lines.js";
import { pathOf } from "../path.js";
import { CHUNK_BYTES, chunksOf } from "./chunks.js";
import { decompressed } from "./decompress.js";
import { LogError } from "./error.js";
import { LineCutter } from "./line-cutter.js";
import { Ordering } from "./ordering.js";
import { ReadyLines } from "./ready-lines.js";

export interface LogOptions {
  readonly zone: ZoneAt;
  /** Formats to choose from; one when it is given. */
  readonly formats: readonly LogTimeFormat[];
  /** Year of the first line; null: not given. */
  readonly year: number | null;
  readonly lateness: Microseconds;
  readonly late: "drop" | "take";
  /** Bytes of a line that are kept; 0: all. */
  readonly maxLine: number;
  /** Which lines can be passed by; without one all are taken. */
  readonly filter?: LineFilter;
  /** The time of day, for logs of which it is not known when they end. */
  readonly now: Seconds;
}

/** Lines from which the format is recognised. */
const SAMPLE_LINES = 200;
const CARRIAGE_RETURN = 13;
/** Characters of a line in messages. */
const SHOWN_MAX = 100;

export class LogFile {
  readonly source: LineSource;
  /** Lines read so far; those that came too late; those without a time of their own. */
  lines = 0;
  untimed = 0;
  /** The time of the line that take() gives; of no meaning without one. */
  time: Microseconds = 0;
  /** The time of the last line that skip() has passed by. */
  skippedTo: Microseconds = 0;
  /** The number of the line that take() gives, from 1. */
  number = 0;
  format: LogTimeFormat | null = null;
  /** Its lines end in CR LF: the CR is the last character of each, as it is for the reference. */
  hasCarriageReturns = false;
  /** Why it could not be read, or not to its end. */
  fault: string | null = null;
  private readonly options: LogOptions;
  private readonly cutter = new LineCutter();
  private readonly ordering: Ordering;
  private times: LineTimes | null = null;
  private chunks: AsyncIterator<Buffer> | null = null;
  private readonly sample: SampleLine[] = [];
  /** Of the last line: what follows without a time has it too. */
  private previous: Microseconds = Number.NaN;
  private previousDropped = false;
  private readonly ready = new ReadyLines();
  /** The same lines, as long as they are taken in the order in which they stand: what no rule wants becomes no string. */
  private readonly scanned: ScannedLines | null;
  private ended = false;
  private end: Seconds;

  constructor(source: LineSource, options: LogOptions) {
    this.source = source;
    this.options = options;
    this.end = options.now;
    this.ordering = new Ordering(options.lateness);
    const { filter, late, maxLine } = options;
    const inPlace = this.ordering.isImmediate && late === "take";
    this.scanned = inPlace && filter !== undefined ? new ScannedLines(maxLine, filter) : null;
  }

  get late(): number {
    return this.ordering.late;
  }

  /** The year of its first line, where that had to be found out. */
  get inferredYear(): number | null {
    return this.options.year === null ? (this.times?.years.first ?? null) : null;
  }

  /** Lines with dates that do not exist, such as Feb 29 in the year that was taken; they count as untimed. */
  get impossible(): number {
    return this.times?.impossible ?? 0;
  }

  /** Stamps that would have been in the future in the year that follows. */
  get fromFuture(): number {
    return this.times?.years.fromFuture ?? 0;
  }

  /** take() gives a line. */
  get hasLine(): boolean {
    return this.ready.next < this.ready.count;
  }

  /** No line will come any more. */
  get isOver(): boolean {
    return this.ended && !this.hasLine;
  }

  /** What was found in the line that was taken last; undefined: nobody has looked. */
  get hits(): LineHits | undefined {
    return this.scanned?.hits;
  }

  /** The lines that were passed by, while they are there. */
  get skipped(): SkippedLines | null {
    return this.scanned;
  }

  /** Passes by lines before `until` that no rule is to be tried on; returns how many. */
  skip(until: Microseconds): number {
    const { ready, scanned } = this;
    if (scanned === null || this.time >= until) return 0;
    const count = scanned.skip(ready.before(until) - ready.next);
    if (count === 0) return 0;
    ready.next += count;
    this.skippedTo = ready.times[ready.next - 1] as Microseconds;
    this.showNext();
    return count;
  }

  /** The line, without its newline. Hot. */
  take(): string {
    const { ready, scanned } = this;
    if (scanned !== null) {
      ready.next++;
      this.showNext();
      return scanned.next() as string;
    }
    const { maxLine } = this.options;
    const at = ready.next++;
    const start = ready.starts[at] as number;
    const end = ready.ends[at] as number;
    const bytes = ready.bytes[at] as Buffer;
    this.showNext();
    return bytes.toString("latin1", start, maxLine > 0 ? Math.min(end, start + maxLine) : end);
  }

  /** Reads until there is a line, or the log is over. */
  async fill(): Promise<void> {
    this.ready.clear();
    while (!this.hasLine && !this.ended) {
      try {
        await this.readOn();
      } catch (error) {
        this.ended = true;
        this.fault ??= this.faultOf(error);
      }
      this.release();
    }
    this.showNext();
  }

  private async readOn(): Promise<void> {
    this.chunks ??= decompressed(this.source.name, this.open())[Symbol.asyncIterator]();
    const chunk = await this.nextChunk(this.chunks);
    if (chunk === null) this.finish();
    else {
      this.scanned?.add(chunk);
      this.cutter.cut(chunk, (bytes, start, end) => this.line(bytes, start, end));
    }
  }

  /** What goes wrong may go wrong in the middle: the lines before it count. */
  private async nextChunk(chunks: AsyncIterator<Buffer>): Promise<Buffer | null> {
    try {
      const next = await chunks.next();
      return next.done === true ? null : next.value;
    } catch (error) {
      this.fault = this.faultOf(error);
      return null;
    }
  }

  private faultOf(error: unknown): string {
    if (error instanceof LogError) return error.message;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const { name } = this.source;
    return code === "ENOENT" ? `there is no log ${name}` : `${name} cannot be read: ${message}`;
  }

  private showNext(): void {
    const { ready } = this;
    if (ready.next >= ready.count) return;
    this.time = ready.times[ready.next] as Microseconds;
    this.number = ready.numbers[ready.next] as number;
  }

  private open(): AsyncIterable<Buffer> {
    const { name } = this.source;
    const descriptor = name === "-" ? 0 : openSync(pathOf(name), "r");
    const status = fstatSync(descriptor);
    if (status.isDirectory()) throw new LogError(`${name} is a directory: name the files in it`);
    if (status.isFile()) {
      this.end = Math.floor(status.mtimeMs / 1000);
      return chunksOf(descriptor);
    }
    // A read of a pipe that waits in a thread would keep the process from ending; this one does not.
    if (descriptor === 0) return process.stdin;
    return createReadStream(name, { fd: descriptor, highWaterMark: CHUNK_BYTES });
  }

  private finish(): void {
    this.scanned?.finishLine();
    this.cutter.finish((bytes, start, end) => this.line(bytes, start, end));
    if (this.times === null && this.sample.length > 0) this.begin();
    this.ended = true;
  }

  /** The first lines wait until the format is known. */
  private line(bytes: Buffer, start: number, end: number): void {
    if (this.times !== null) {
      this.timed(bytes, start, end, this.times);
      return;
    }
    this.sample.push({ bytes, start, end });
    if (this.sample.length >= SAMPLE_LINES) this.begin();
  }

  private begin(): void {
    const { zone, year, lateness, formats } = this.options;
    const { sample } = this;
    this.format = recognise(formats, sample);
    if (this.format === null) throw new LogError(this.notRecognised());
    const { end } = this;
    const endYear = new Date((end + zone(end).offset) * 1000).getUTCFullYear();
    const times = new LineTimes({ format: this.format, zone, year, end, endYear, lateness });
    this.times = times;
    this.hasCarriageReturns = sample.every(({ bytes, end: over }) => bytes[over - 1] === CARRIAGE_RETURN);
    // Lines before the first one with a time have that one's.
    for (const { bytes, start, end: over } of sample) {
      this.previous = times.timeOf(bytes, start, over);
      if (!Number.isNaN(this.previous)) break;
    }
    if (Number.isNaN(this.previous)) throw new LogError(this.withoutInstants());
    // These lines are read once more.
    times.impossible = 0;
    for (const { bytes, start, end: over } of sample) this.timed(bytes as Buffer, start, over, times);
    sample.length = 0;
  }

  private timed(bytes: Buffer, start: number, end: number, times: LineTimes): void {
    const { ordering } = this;
    const number = ++this.lines;
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
    if (this.ordering.isImmediate) return;
    for (let line = this.ordering.release(this.ended); line; line = this.ordering.release(this.ended)) {
      this.ready.add(line.bytes, line.start, line.end, line.time, line.number);
    }
  }

  private withoutInstants(): string {
    const { year } = this.options;
    const when = year === null ? "none of the last years" : `${year}`;
    return `${this.source.name}: the dates of its first lines (times as ${this.format?.name}) do not exist in ${when}: give another --year`;
  }

  private notRecognised(): string {
    const first = this.sample.find(({ start, end }) => end > start) ?? (this.sample[0] as SampleLine);
    const text = Buffer.from(first.bytes.subarray(first.start, Math.min(first.end, first.start + SHOWN_MAX)));
    const { name } = this.source;
    const { formats } = this.options;
    const tried = formats.length === 1 ? `the time format ${formats[0]?.name}` : "any known time format";
    const known = FORMATS.map((format) => format.name).join(", ");
    return [
      `${name}: none of its first ${this.sample.length} lines has a time in ${tried}; the first is`,
      `    ${text.toString("utf8")}`,
      `Give its format in the terms of strptime(3), and where it does not stand at the beginning of lines, a`,
      `regular expression for where it stands: --time-format='%Y-%m-%d %H:%M:%S' --time-field='time="(.*?)"'`,
      `Known formats: ${known}.`,
    ].join("\n");
  }
}
