/** One line of a terminal that is written over. */
import type { Seconds } from "../../base/seconds.js";
import type { TimeZone } from "../../engine/ports.js";
import { dateAndTime } from "./rehearsed.js";

const REFRESH_MS = 200;

export interface Progress {
  show(lines: number, now: Seconds): void;
  /** Takes the line away: something else is to be printed. */
  clear(): void;
}

export const NO_PROGRESS: Progress = { show: () => {}, clear: () => {} };

export function makeProgress(zone: TimeZone, write: (text: string) => void, milliseconds: () => number): Progress {
  const begun = milliseconds();
  let shown = begun;
  let isThere = false;
  return {
    show(lines, now) {
      const at = milliseconds();
      if (at - shown < REFRESH_MS) return;
      shown = at;
      isThere = true;
      const rate = Math.round((lines * 1000) / (at - begun));
      write(`\r\u001b[K${dateAndTime(zone(now))}  ${lines} lines  ${rate} lines/s`);
    },
    clear() {
      if (isThere) write("\r\u001b[K");
      isThere = false;
    },
  };
}
