/** The only place that asks the time. */
import type { Seconds } from "../base/seconds.js";

export interface Clock {
  /** Whole seconds since Epoch. */
  now(): Seconds;
}

export const SYSTEM_CLOCK: Clock = { now: () => Math.floor(Date.now() / 1000) };

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  private second: Seconds;

  constructor(start: Seconds) {
    this.second = start;
  }

  now(): Seconds {
    return this.second;
  }

  advance(seconds = 1): void {
    this.second += seconds;
  }
}
