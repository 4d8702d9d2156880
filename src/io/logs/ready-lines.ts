/**
 * Lines that can be taken: one array per field instead of an object per line, which would
 * live just long enough to be expensive.
 */
import type { Microseconds } from "../../logtime/index.js";

export class ReadyLines {
  /** Index of the line that is next, and how many there are. */
  next = 0;
  count = 0;
  readonly bytes: Buffer[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly times: Microseconds[] = [];
  readonly numbers: number[] = [];

  add(bytes: Buffer, start: number, end: number, time: Microseconds, number: number): void {
    const at = this.count++;
    this.bytes[at] = bytes;
    this.starts[at] = start;
    this.ends[at] = end;
    this.times[at] = time;
    this.numbers[at] = number;
  }

  /** The arrays are used again; what the bytes hold goes with the next lines. */
  clear(): void {
    this.next = 0;
    this.count = 0;
  }
}
