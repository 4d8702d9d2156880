/** Numbers that actions get from texts at run time. */
import type { Seconds } from "../../base/seconds.js";

const UNSIGNED = /^[0-9]+$/;

/** Seconds of a lifetime or a delay; null when the text is no unsigned integer. */
export function lifetimeOf(text: string): number | null {
  return UNSIGNED.test(text) ? Number(text) : null;
}

/** An instant between two others, both included; null when the text is something else. */
export function instantBetween(text: string, earliest: Seconds, latest: Seconds): Seconds | null {
  if (!UNSIGNED.test(text)) return null;
  const instant = Number(text);
  return instant >= earliest && instant <= latest ? instant : null;
}
