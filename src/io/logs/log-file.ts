/** One log to be replayed: its lines with their times, in order. */
import { constants, createReadStream, fstatSync, openSync } from "node:fs";
import { Socket } from "node:net";
import type { Seconds } from "../../base/seconds.js";
import type { LineFilter, LineSource } from "../../engine/face.js";
import {
  FORMATS,
  LineTimes,
  type LogTimeFormat,
  type Microseconds,
  recognise,
  type SampleLine,
  type ZoneAt,
} from "../../logtime/index.js";
import { pathOf } from "../path.js";
import { CHUNK_BYTES, chunksOf } from "./chunks.js";
import { decompressed } from "./decompress.js";
import { LogError } from "./error.js";
import { LinesInPlace } from "./lines-in-place.js";
import type { LogLines } from "./log-lines.js";
import { OrderedLines } from "./ordered-lines.js";

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
  /** What was read and not taken yet. */
  readonly lines: LogLines;
  format: LogTimeFormat | null = null;
  /** Its lines end in CR LF: the CR is the last character of each, as it is for the reference. */
  hasCarriageReturns = false;
  /** Why it could not be read, or not to its end. */
  fault: string | null = null;
  private readonly options: LogOptions;
  private times: LineTimes | null = null;
  private chunks: AsyncIterator<Buffer> | null = null;
  private ended = false;
  private end: Seconds;

  constructor(source: LineSource, options: LogOptions) {
    this.source = source;
    this.options = options;
    this.end = options.now;
    const { filter, lateness, late, maxLine } = options;
    const isInPlace = filter !== undefined && lateness === 0 && late === "take" && maxLine === 0;
    this.lines = isInPlace ? new LinesInPlace(filter) : new OrderedLines(options);
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

  /** No line will come any more. */
  get isOver(): boolean {
    return this.ended && !this.lines.hasLine;
  }

  /** Reads until there is a line, or the log is over. */
  async fill(): Promise<void> {
    while (!this.lines.hasLine && !this.ended) {
      try {
        await this.readOn();
      } catch (error) {
        this.ended = true;
        this.fault ??= this.faultOf(error);
      }
    }
  }

  private async readOn(): Promise<void> {
    this.chunks ??= decompressed(this.source.name, this.open())[Symbol.asyncIterator]();
    const chunk = await this.nextChunk(this.chunks);
    const { lines } = this;
    if (chunk === null) lines.finish();
    else lines.add(chunk);
    if (this.times === null && lines.sampled >= (chunk === null ? 1 : SAMPLE_LINES)) this.begin();
    this.ended = chunk === null;
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

  private open(): AsyncIterable<Buffer> {
    const { name } = this.source;
    // A named pipe without a writer would hold up the process; waiting for one is the stream's business.
    const descriptor = name === "-" ? 0 : openSync(pathOf(name), constants.O_RDONLY | constants.O_NONBLOCK);
    const status = fstatSync(descriptor);
    if (status.isDirectory()) throw new LogError(`${name} is a directory: name the files in it`);
    if (status.isFile()) {
      this.end = Math.floor(status.mtimeMs / 1000);
      return chunksOf(descriptor);
    }
    // A read of a pipe that waits in a thread would keep the process from ending; this one does not.
    if (descriptor === 0) return process.stdin;
    if (status.isFIFO()) return new Socket({ fd: descriptor, readable: true, writable: false });
    return createReadStream(name, { fd: descriptor, highWaterMark: CHUNK_BYTES });
  }

  /** The first lines wait until the format is known. */
  private begin(): void {
    const { zone, year, lateness, formats } = this.options;
    const sample = this.lines.sample();
    this.format = recognise(formats, sample);
    if (this.format === null) throw new LogError(this.notRecognised(sample));
    const { end } = this;
    const endYear = new Date((end + zone(end).offset) * 1000).getUTCFullYear();
    const times = new LineTimes({ format: this.format, zone, year, end, endYear, lateness, sample });
    this.times = times;
    this.hasCarriageReturns = sample.every(({ bytes, end: over }) => bytes[over - 1] === CARRIAGE_RETURN);
    let first: Microseconds = Number.NaN;
    for (const { bytes, start, end: over } of sample) {
      first = times.timeOf(bytes, start, over);
      if (!Number.isNaN(first)) break;
    }
    if (Number.isNaN(first)) throw new LogError(this.withoutInstants());
    // These lines are read once more.
    times.impossible = 0;
    this.lines.begin(times, first);
  }

  private withoutInstants(): string {
    const { year } = this.options;
    const when = year === null ? "none of the last years" : `${year}`;
    return `${this.source.name}: the dates of its first lines (times as ${this.format?.name}) do not exist in ${when}: give another --year`;
  }

  private notRecognised(sample: readonly SampleLine[]): string {
    const first = sample.find(({ start, end }) => end > start) ?? (sample[0] as SampleLine);
    const bytes = Buffer.from(first.bytes.subarray(first.start, Math.min(first.end, first.start + SHOWN_MAX)));
    const { name } = this.source;
    const { formats } = this.options;
    const tried = formats.length === 1 ? `the time format ${formats[0]?.name}` : "any known time format";
    const known = FORMATS.map((format) => format.name).join(", ");
    return [
      `${name}: none of its first ${sample.length} lines has a time in ${tried}; the first is`,
      `    ${printable(bytes)}`,
      `Give its format in the terms of strptime(3), and where it does not stand at the beginning of lines, a`,
      `regular expression for where it stands: --time-format='%Y-%m-%d %H:%M:%S' --time-field='time="(.*?)"'`,
      `Known formats: ${known}.`,
    ].join("\n");
  }
}

/** As UTF-8 if it is; what a terminal would obey, and the bytes of a file that is no text, as \\xHH. */
function printable(bytes: Buffer): string {
  const hexadecimal = (byte: string): string => `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`;
  const text = bytes.toString("utf8");
  if (!text.includes("\ufffd")) return text.replace(/[\u0000-\u0008\u000a-\u001f\u007f]/g, hexadecimal);
  return bytes.toString("latin1").replace(/[^\t\u0020-\u007e]/g, hexadecimal);
}
