/**
 * The years of stamps without one. The first line's is given, or the latest in which the
 * log is not from the future. After it time goes on: each line has the first year in which
 * it is not more than BACKWARDS before the latest line so far.
 *
 *       BACKWARDS              the rest of a year
 *   ├───────────────┼───────────────────────────────────────┤
 *   out of order    latest line so far            a gap in the log
 */
import type { Seconds } from "../base/seconds.js";
import { DAY, daysFromDate, daysOfMonth } from "./civil.js";
import type { Stamp } from "./format.js";

const BACKWARDS: Seconds = 31 * DAY;
/** Clocks and time zones may differ. */
const FUTURE: Seconds = DAY;
/** Feb 29 of the latest leap year that is not in the future. */
const YEARS_BACK_MAX = 8;

export class YearInference {
  /** Stamps that would lie in the future, and were taken as a year earlier. */
  fromFuture = 0;
  /** The first line's year, once known. */
  first: number | null;
  private latest: Seconds = Number.NEGATIVE_INFINITY;
  private year: number;
  /** Local time of the log's end, as far as known. */
  private readonly end: { readonly seconds: Seconds; readonly year: number };
  private readonly given: boolean;

  /** `end` is when the log ends at the latest, in local time; `first` null: not given. */
  constructor(end: { readonly seconds: Seconds; readonly year: number }, first: number | null) {
    this.end = end;
    this.first = first;
    this.given = first !== null;
    this.year = first ?? end.year;
  }

  /** The stamp's year; NaN: there is none in which the date exists. */
  yearOf(stamp: Stamp): number {
    const year = this.yearAfter(stamp);
    if (Number.isNaN(year)) return year;
    const local = localSeconds(stamp, year);
    this.first ??= year;
    if (local > this.latest) {
      this.latest = local;
      this.year = year;
    }
    return year;
  }

  private yearAfter(stamp: Stamp): number {
    if (this.latest !== Number.NEGATIVE_INFINITY) return this.following(stamp);
    if (this.first === null) return this.latestPast(stamp);
    return isIn(stamp, this.first) ? this.first : Number.NaN;
  }

  private latestPast(stamp: Stamp): number {
    for (let back = -1; back <= YEARS_BACK_MAX; back++) {
      const year = this.end.year - back;
      if (isIn(stamp, year) && localSeconds(stamp, year) <= this.end.seconds + FUTURE) return year;
    }
    return Number.NaN;
  }

  private following(stamp: Stamp): number {
    const wanted = [this.year - 1, this.year, this.year + 1].find(
      (year) => isIn(stamp, year) && this.isNear(localSeconds(stamp, year)),
    );
    if (wanted === undefined) return Number.NaN;
    if (this.given || localSeconds(stamp, wanted) <= this.end.seconds + FUTURE) return wanted;
    this.fromFuture++;
    return isIn(stamp, wanted - 1) ? wanted - 1 : Number.NaN;
  }

  /** Not too far back; a date that only a later year has may also be too far ahead. */
  private isNear(local: Seconds): boolean {
    return local >= this.latest - BACKWARDS && local < this.latest - BACKWARDS + 366 * DAY;
  }
}

function isIn({ month, day }: Stamp, year: number): boolean {
  return day <= daysOfMonth(year, month);
}

/** Seconds that a clock in UTC would count to the stamp's date and time of day. */
export function localSeconds({ month, day, hour, minute, second }: Stamp, year: number): Seconds {
  return daysFromDate(year, month, day) * DAY + hour * 3600 + minute * 60 + second;
}
