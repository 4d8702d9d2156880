/**
 * Lines that are taken in the order in which they stand. They stay where they were read, and
 * only their times are kept: what no rule wants becomes no string.
 *
 *   scanned  | taken | line  line  line  ...  | begun
 *   times            | next  .     .     ...  | count
 *
 * A line that is earlier than one before it counts as late, and has that one's time: times ascend.
 */
import type { LineFilter, LineHits, SkippedLines } from "../../engine/face.js";
import type { LineTimes, Microseconds, SampleLine } from "../../logtime/index.js";
import { ScannedLines } from "../inputs/scanned-lines.js";
import type { LogLines } from "./log-lines.js";

const ROOM = 4096;

export class LinesInPlace implements LogLines {
  total = 0;
  untimed = 0;
  late = 0;
  /** The time of the last line that skip() has passed by. */
  skippedTo: Microseconds = 0;
  private readonly scanned: ScannedLines;
  private lineTimes: LineTimes | null = null;
  /** Of the last line: what follows without a time has it too. */
  private previous: Microseconds = Number.NaN;
  private times = new Float64Array(ROOM);
  private next = 0;
  private count = 0;
  /** What before() was asked last, and its answer. */
  private until: Microseconds = Number.NaN;
  private untilAt = 0;

  constructor(filter: LineFilter) {
    this.scanned = new ScannedLines(0, filter);
  }

  add(chunk: Buffer): void {
    this.scanned.add(chunk);
    if (this.lineTimes !== null) this.timeNewLines(this.lineTimes);
  }

  finish(): void {
    this.scanned.finishLine();
    if (this.lineTimes !== null) this.timeNewLines(this.lineTimes);
  }

  get sampled(): number {
    return this.lineTimes === null ? this.scanned.waiting.count : 0;
  }

  sample(): readonly SampleLine[] {
    const { bytes, ends, first, start, count } = this.scanned.waiting;
    return Array.from({ length: count }, (_, index) => ({
      bytes,
      start: index === 0 ? start : (ends[first + index - 1] as number) + 1,
      end: ends[first + index] as number,
    }));
  }

  begin(times: LineTimes, first: Microseconds): void {
    this.lineTimes = times;
    this.previous = first;
    this.timeNewLines(times);
  }

  get hasLine(): boolean {
    return this.next < this.count;
  }

  get time(): Microseconds {
    return this.times[this.next] as Microseconds;
  }

  get number(): number {
    return this.total - this.count + this.next + 1;
  }

  take(): string {
    this.next++;
    return this.scanned.next() as string;
  }

  get hits(): LineHits {
    return this.scanned.hits;
  }

  skip(until: Microseconds): number {
    if (this.time >= until) return 0;
    const count = this.scanned.skip(this.before(until) - this.next);
    if (count === 0) return 0;
    this.next += count;
    this.skippedTo = this.times[this.next - 1] as Microseconds;
    return count;
  }

  get skipped(): SkippedLines {
    return this.scanned;
  }

  /** How many lines there are before `until`, those that were taken included. */
  private before(until: Microseconds): number {
    if (until === this.until) return this.untilAt;
    let low = this.next;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.times[middle] as Microseconds) < until) low = middle + 1;
      else high = middle;
    }
    this.until = until;
    this.untilAt = low;
    return low;
  }

  /** Hot: a turn for each line. */
  private timeNewLines(lineTimes: LineTimes): void {
    const { bytes, ends, first, start, count } = this.scanned.waiting;
    const known = this.count - this.next;
    this.makeRoom(known, count);
    const { times } = this;
    let { previous } = this;
    let from = known === 0 ? start : (ends[first + known - 1] as number) + 1;
    for (let index = known; index < count; index++) {
      const end = ends[first + index] as number;
      const time = lineTimes.timeOf(bytes, from, end);
      if (time >= previous) previous = time;
      else if (Number.isNaN(time)) this.untimed++;
      else this.late++;
      times[index] = previous;
      from = end + 1;
    }
    this.previous = previous;
    this.count = count;
    this.total += count - known;
  }

  /** Times that still count move to the front. */
  private makeRoom(known: number, count: number): void {
    const kept = this.times.subarray(this.next, this.next + known);
    if (count > this.times.length) this.times = new Float64Array(2 * count);
    this.times.set(kept);
    this.next = 0;
    this.until = Number.NaN;
  }
}
