/** Numbers that actions get from texts at run time. */
import type { Seconds } from "../../base/seconds.js";

/** White space around the digits does not matter. */
const UNSIGNED = /^[ \t\r\n\f\v]*([0-9]+)[ \t\r\n\f\v]*$/;

/** Seconds of a lifetime or a delay, or another count; null when the text is no unsigned integer. */
export function unsignedInteger(text: string): number | null {
  const digits = UNSIGNED.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** An instant between two others, both included; null when the text is something else. */
export function instantBetween(text: string, earliest: Seconds, latest: Seconds): Seconds | null {
  const instant = unsignedInteger(text);
  return instant !== null && instant >= earliest && instant <= latest ? instant : null;
}
