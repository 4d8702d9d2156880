/**
 * The times of one log's lines, in order: stamps become instants by the time zone, the year
 * and what came before. The lines of one second begin alike, and those of one minute differ
 * little, so both are remembered.
 */
import type { Seconds } from "../base/seconds.js";
import { COMMA, DOT, isDigit, MINUS, PLUS, SPACE } from "./bytes.js";
import { daysOfMonth } from "./civil.js";
import { emptyStamp, type LogTimeFormat, MICROSECONDS, type Microseconds, NO_YEAR, type Stamp } from "./format.js";
import { LocalTime, type ZoneAt } from "./local-time.js";
import type { SampleLine } from "./recognise.js";
import { localSeconds, YearInference, yearWithLeapDay } from "./year.js";

export interface LineTimesOptions {
  readonly format: LogTimeFormat;
  readonly zone: ZoneAt;
  /** Year of the first line, when it is given. */
  readonly year: number | null;
  /** No line is later than this, give or take a day: when the file was last written to. */
  readonly end: Seconds;
  readonly endYear: number;
  /** How far lines may be out of order. */
  readonly lateness: Microseconds;
  /** The log's first lines, which may tell the year. */
  readonly sample?: readonly SampleLine[];
}

/** No stamp has it. */
const NO_MINUTE = -1;
/** The first letters of UTC and GMT. */
const UPPER_U = 85;
const UPPER_G = 71;

/** Longest stamp that is remembered. */
const REMEMBERED_MAX = 64;

export class LineTimes {
  readonly years: YearInference;
  /** Stamps that were read, with dates that do not exist in their year. */
  impossible = 0;
  /** The latest time so far. */
  latest: Microseconds = Number.NEGATIVE_INFINITY;
  private readonly format: LogTimeFormat;
  private readonly local: LocalTime;
  private readonly lateness: Microseconds;
  private readonly stamp: Stamp = emptyStamp();
  /** The stamp of the last line, with the two bytes behind it, when equal bytes mean an equal time. */
  private readonly remembered = new Uint8Array(REMEMBERED_MAX);
  private rememberedLength = 0;
  private rememberedTime: Microseconds = 0;
  /** The minute of the last line, and its instant; none at first. */
  private readonly minute: Stamp = { ...emptyStamp(), minute: NO_MINUTE };
  private minuteInstant: Seconds = Number.NaN;

  constructor(options: LineTimesOptions) {
    const { format, zone, end, endYear, year, lateness, sample = [] } = options;
    this.format = format;
    this.local = new LocalTime(zone);
    this.lateness = lateness;
    const logEnd = { seconds: end + zone(end).offset, year: endYear };
    this.years = new YearInference(
      logEnd,
      year,
      year === null ? yearWithLeapDay(yearlessIn(sample, format), logEnd) : null,
    );
  }

  /** The time of the line bytes[start, end); NaN: it has none, or one that cannot be. Hot: runs for every line. */
  timeOf(bytes: Uint8Array, start: number, end: number): Microseconds {
    if (this.isRemembered(bytes, start, end)) return this.rememberedTime;
    const { stamp } = this;
    empty(stamp);
    const over = this.format.read(bytes, start, end, stamp);
    if (over < 0) return Number.NaN;
    const time = this.instantOf(stamp);
    this.rememberedLength = 0;
    if (Number.isNaN(time)) {
      this.impossible++;
      return time;
    }
    if (time > this.latest) this.latest = time;
    if (this.format.atStart && stamp.microsecond === 0) this.remember(bytes, start, over, end, time);
    return time;
  }

  private isRemembered(bytes: Uint8Array, start: number, end: number): boolean {
    const { remembered, rememberedLength } = this;
    if (rememberedLength === 0 || start + rememberedLength > end) return false;
    // Lines differ in their seconds first, and these stand at the end.
    for (let index = rememberedLength - 1; index >= 0; index--) {
      if (bytes[start + index] !== remembered[index]) return false;
    }
    return true;
  }

  private remember(bytes: Uint8Array, start: number, over: number, end: number, time: Microseconds): void {
    const length = over - start + 2;
    if (length > REMEMBERED_MAX || over + 2 > end || mayGoOn(bytes[over], bytes[over + 1])) return;
    for (let index = 0; index < length; index++) this.remembered[index] = bytes[start + index] as number;
    this.rememberedLength = length;
    this.rememberedTime = time;
  }

  private instantOf(stamp: Stamp): Microseconds {
    if (!Number.isNaN(stamp.epoch)) return stamp.epoch * MICROSECONDS + stamp.microsecond;
    const { minute } = this;
    if (!isSameMinute(stamp, minute)) {
      this.minuteInstant = this.minuteOf(stamp);
      Object.assign(minute, stamp);
      // The same minute, an hour later: not to be remembered.
      if (this.local.occursTwice) minute.minute = NO_MINUTE;
    }
    return (this.minuteInstant + stamp.second) * MICROSECONDS + stamp.microsecond;
  }

  /** The instant at which the stamp's minute begins. */
  private minuteOf(stamp: Stamp): Seconds {
    const year = stamp.year === NO_YEAR ? this.years.yearOf(stamp) : stamp.year;
    if (Number.isNaN(year) || stamp.day > daysOfMonth(year, stamp.month)) return Number.NaN;
    const local = localSeconds(stamp, year);
    if (!Number.isNaN(stamp.offset)) return local - stamp.offset - stamp.second;
    const notBefore = (this.latest - this.lateness) / MICROSECONDS;
    return this.local.instantOf(local, notBefore, stamp.zone) - stamp.second;
  }
}

function yearlessIn(lines: readonly SampleLine[], format: LogTimeFormat): Stamp[] {
  return lines.flatMap(({ bytes, start, end }) => {
    const stamp = emptyStamp();
    return format.read(bytes, start, end, stamp) >= 0 && Number.isNaN(stamp.epoch) && stamp.year === NO_YEAR
      ? [stamp]
      : [];
  });
}

function isSameMinute(a: Stamp, b: Stamp): boolean {
  return (
    a.minute === b.minute &&
    a.hour === b.hour &&
    a.day === b.day &&
    a.month === b.month &&
    a.year === b.year &&
    a.zone === b.zone &&
    Object.is(a.offset, b.offset)
  );
}

/** What stands behind the stamp could be more of it in another line: a fraction, an offset, a zone. */
function mayGoOn(first: number | undefined, second: number | undefined): boolean {
  if (isDigit(first) || first === DOT || first === COMMA || first === PLUS || first === MINUS) return true;
  return (
    first === SPACE &&
    (isDigit(second) || second === PLUS || second === MINUS || second === UPPER_U || second === UPPER_G)
  );
}

function empty(stamp: Stamp): void {
  stamp.epoch = Number.NaN;
  stamp.year = NO_YEAR;
  stamp.microsecond = 0;
  stamp.offset = Number.NaN;
  stamp.zone = "";
}
