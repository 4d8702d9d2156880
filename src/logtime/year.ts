/**
 * The years of stamps without one. The first line's is given, or the latest in which the
 * log is not from the future, and in which a Feb 29 among its first lines exists. After it time goes on: each line has the first year in which
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

export interface LogEnd {
  readonly seconds: Seconds;
  readonly year: number;
}

/**
 * The first line's year in a log whose first lines, in order, have these stamps; null: no Feb 29
 * is among them, so that any year will do, or no year has all of their dates.
 */
export function yearWithLeapDay(stamps: readonly Stamp[], end: LogEnd): number | null {
  if (!stamps.some(({ month, day }) => month === 2 && day === 29)) return null;
  const isPossible = (first: number): boolean => {
    const years = new YearInference(end, first);
    return stamps.every((stamp) => localSeconds(stamp, years.yearOf(stamp)) <= end.seconds + FUTURE);
  };
  return yearsBack(end).find(isPossible) ?? null;
}

function yearsBack({ year }: LogEnd): number[] {
  return Array.from({ length: YEARS_BACK_MAX + 2 }, (_, back) => year + 1 - back);
}

export class YearInference {
  /** Stamps that would lie in the future, and were taken as a year earlier. */
  fromFuture = 0;
  /** The first line's year, once known. */
  first: number | null;
  private latest: Seconds = Number.NEGATIVE_INFINITY;
  private year: number;
  /** Local time of the log's end, as far as known. */
  private readonly end: LogEnd;
  private readonly given: boolean;
  /** Not given, but found out. */
  private readonly likely: number | null;

  /** `end` is when the log ends at the latest, in local time; `first` null: not given. */
  constructor(end: LogEnd, first: number | null, likely: number | null = null) {
    this.likely = likely;
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
    if (this.first === null) return this.likely ?? this.latestPast(stamp);
    return isIn(stamp, this.first) ? this.first : Number.NaN;
  }

  private latestPast(stamp: Stamp): number {
    const isPast = (year: number): boolean =>
      isIn(stamp, year) && localSeconds(stamp, year) <= this.end.seconds + FUTURE;
    return yearsBack(this.end).find(isPast) ?? Number.NaN;
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
