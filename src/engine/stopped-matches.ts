/** Warnings of regular expressions that took too long: the first ones of each, then one a minute. */
import type { Seconds } from "../base/seconds.js";

/** So many warnings come at once. */
const FIRST = 3;
/** Then one in so many seconds. */
const INTERVAL = 60;
/** Bytes of the line that are shown. */
const SHOWN_MAX = 200;

interface Stopped {
  count: number;
  /** Those that no warning has told of. */
  untold: number;
  warnedAt: Seconds;
}

export class StoppedMatches {
  /** By the pattern's place: there are as many as patterns at most. */
  private readonly byPlace = new Map<string, Stopped>();

  /** The warning to give, null when it would be one too many. */
  warning(place: string, expression: string, text: string, now: Seconds): string | null {
    let stopped = this.byPlace.get(place);
    if (stopped === undefined) {
      stopped = { count: 0, untold: 0, warnedAt: 0 };
      this.byPlace.set(place, stopped);
    }
    stopped.count++;
    if (stopped.count > FIRST && now - stopped.warnedAt < INTERVAL) {
      stopped.untold++;
      return null;
    }
    const more = stopped.untold === 0 ? "" : `, and on ${stopped.untold} lines before`;
    stopped.untold = 0;
    stopped.warnedAt = now;
    const shown = text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}...` : text;
    return `regular expression "${expression}" took too long on "${shown}"${more}: treated as no match`;
  }
}
