/** The only place that asks the time. */
import type { Seconds } from "../base/seconds.js";

export interface Clock {
  /** Whole seconds since Epoch. */
  now(): Seconds;
  /** The same with its fraction: milliseconds since Epoch. */
  milliseconds(): number;
}

export const SYSTEM_CLOCK: Clock = { now: () => Math.floor(Date.now() / 1000), milliseconds: () => Date.now() };

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  private second: Seconds;

  constructor(start: Seconds) {
    this.second = start;
  }

  now(): Seconds {
    return this.second;
  }

  milliseconds(): number {
    return this.second * 1000;
  }

  advance(seconds = 1): void {
    this.second += seconds;
  }
}
