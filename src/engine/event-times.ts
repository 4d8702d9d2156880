/**
 * The occurrence times of an operation's events, oldest first. Nearly all operations have
 * counted one event, so one is a bare number:
 *
 *   none    an empty list
 *   one     1700000000
 *   more    [1700000000, 1700000003]   of exactly this length while it is short: pushing
 *                                      makes V8 reserve room for sixteen more
 */
import type { Seconds } from "../base/seconds.js";

export type EventTimes = Seconds | readonly Seconds[];

export const NO_TIMES: EventTimes = Object.freeze([]);

const SHORT = 16;

export function listOf(times: EventTimes): readonly Seconds[] {
  return typeof times === "number" ? [times] : times;
}

export function countOf(times: EventTimes): number {
  return typeof times === "number" ? 1 : times.length;
}

export function earliestOf(times: EventTimes): Seconds | undefined {
  return typeof times === "number" ? times : times[0];
}

/** With one more; the times given are not to be used any more. */
export function withTime(times: EventTimes, time: Seconds): EventTimes {
  if (typeof times === "number") return [times, time];
  if (times.length === 0) return time;
  if (times.length < SHORT) return [...times, time];
  (times as Seconds[]).push(time);
  return times;
}

/** Without the earliest; the times given are not to be used any more. */
export function withoutEarliest(times: EventTimes): EventTimes {
  if (typeof times === "number" || times.length < 2) return NO_TIMES;
  if (times.length === 2) return times[1] as Seconds;
  (times as Seconds[]).shift();
  return times;
}

/** Those at or after `start`. */
export function timesSince(times: EventTimes, start: Seconds): EventTimes {
  if (typeof times === "number") return times >= start ? times : NO_TIMES;
  let before = 0;
  while (before < times.length && (times[before] as Seconds) < start) before++;
  if (before === 0) return times;
  const left = times.slice(before);
  return left.length === 1 ? (left[0] as Seconds) : left;
}
