/**
 * Puts the lines of one log in order of time, within a bound:
 *
 *     watermark = latest time so far - bound
 *     ──────────┼──────────────────────┼──────▶ time
 *      released │  held, sorted        │ latest
 *
 * A line that comes when the watermark has passed its time is late. Lines of one time keep
 * the order in which they came. What is held is what `bound` seconds of the log have.
 */
import { Heap } from "../../base/heap.js";
import type { Microseconds } from "../../logtime/index.js";

/** A line's bytes, and what is known of it. */
export interface TimedLine {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  readonly time: Microseconds;
  /** In its log, from 1. */
  readonly number: number;
}

export class Ordering {
  /** Lines that came too late. */
  late = 0;
  private readonly bound: Microseconds;
  private readonly held: Heap<TimedLine>;
  private latest: Microseconds = Number.NEGATIVE_INFINITY;

  constructor(bound: Microseconds) {
    this.bound = bound;
    this.held = new Heap((a, b) => a.time < b.time || (a.time === b.time && a.number < b.number));
  }

  get watermark(): Microseconds {
    return this.latest - this.bound;
  }

  isLate(time: Microseconds): boolean {
    return time < this.watermark;
  }

  /** Nothing needs to be held: lines that are not late are in order. */
  get isImmediate(): boolean {
    return this.bound === 0;
  }

  /** A line with that time has come. */
  note(time: Microseconds): void {
    if (time > this.latest) this.latest = time;
  }

  hold(line: TimedLine): void {
    this.held.push(line);
  }

  /** The next line that nothing can come before any more; undefined: none for now. */
  release(isOver: boolean): TimedLine | undefined {
    const next = this.held.peek();
    return next !== undefined && (isOver || next.time <= this.watermark) ? this.held.pop() : undefined;
  }
}
