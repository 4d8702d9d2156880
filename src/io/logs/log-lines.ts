/** A log's lines with their times, between its bytes and the replay; two kinds have this shape. */
import type { LineHits, SkippedLines } from "../../engine/face.js";
import type { LineTimes, Microseconds, SampleLine } from "../../logtime/index.js";

export interface LogLines {
  /** Lines that were given times so far; of those, without a time of their own, and too late. */
  readonly total: number;
  readonly untimed: number;
  readonly late: number;
  /** The bytes that follow; they are the caller's again when this returns. */
  add(chunk: Buffer): void;
  /** No more bytes: a last line without newline counts too. A short log is over before it begins. */
  finish(): void;
  /** The lines so far, as long as they wait for their format to be known. */
  readonly sampled: number;
  sample(): readonly SampleLine[];
  /** The format is known. Lines before the first one with a time have that one's. */
  begin(times: LineTimes, first: Microseconds): void;
  /** take() gives a line; of that its time and its number, from 1. */
  readonly hasLine: boolean;
  readonly time: Microseconds;
  readonly number: number;
  /** The line, without its newline. */
  take(): string;
  /** What was found in the line that was taken last; undefined: nobody has looked. */
  readonly hits: LineHits | undefined;
  /** Passes by lines before `until` that no rule is to be tried on; returns how many. */
  skip(until: Microseconds): number;
  /** The lines that were passed by, while they are there, and the time of the last one; null: they cannot be. */
  readonly skipped: SkippedLines | null;
  readonly skippedTo: Microseconds;
}
