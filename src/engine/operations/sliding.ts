import type { Seconds } from "../../base/seconds.js";

/** The times at or after `start`, given in ascending order. */
export function timesSince(times: readonly Seconds[], start: Seconds): Seconds[] {
  let kept = 0;
  while (kept < times.length && (times[kept] as Seconds) < start) kept++;
  return times.slice(kept);
}
