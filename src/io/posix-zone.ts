/** POSIX TZ strings such as EST5EDT,M3.2.0,M11.1.0 (environ(7), tzset(3)). */
import type { ZoneAt, ZoneState } from "./timezone.js";

const DAY = 86400;
const NAME = "(?:<([^>]+)>|([A-Za-z]{3,}))";
const OFFSET = "([-+]?[0-9]{1,3}(?::[0-9]{1,2}){0,2})";
const ZONE = new RegExp(`^${NAME}${OFFSET}(?:${NAME}${OFFSET}?(?:,([^,]+),([^,]+))?)?$`);
/** The rules of the United States, which apply when a string gives none. */
const DEFAULT_RULES = ["M3.2.0", "M11.1.0"] as const;

/** When daylight saving time begins or ends in a year: seconds from the year's start, local time. */
type Change = (year: number) => number;

/** Null: the text is no such string. */
export function parsePosixZone(text: string): ZoneAt | null {
  const parts = ZONE.exec(text);
  if (parts === null) return null;
  const standard: ZoneState = {
    offset: -secondsOf(parts[3] as string),
    abbreviation: (parts[1] ?? parts[2]) as string,
    isSummer: false,
  };
  const name = parts[4] ?? parts[5];
  if (name === undefined) return () => standard;
  const offset = parts[6] === undefined ? standard.offset + 3600 : -secondsOf(parts[6]);
  const daylight: ZoneState = { offset, abbreviation: name, isSummer: true };
  const begins = parseChange(parts[7] ?? DEFAULT_RULES[0]);
  const ends = parseChange(parts[8] ?? DEFAULT_RULES[1]);
  if (begins === null || ends === null) return null;
  return (instant) => {
    const year = new Date((instant + standard.offset) * 1000).getUTCFullYear();
    const start = yearStart(year) + begins(year) - standard.offset;
    const end = yearStart(year) + ends(year) - daylight.offset;
    const isDaylight = start < end ? instant >= start && instant < end : instant < end || instant >= start;
    return isDaylight ? daylight : standard;
  };
}

function secondsOf(text: string): number {
  const negative = text.startsWith("-");
  const [hours, minutes, seconds] = text.replace(/^[-+]/, "").split(":").map(Number);
  const total = (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  return negative ? -total : total;
}

function yearStart(year: number): number {
  return Date.UTC(year, 0, 1) / 1000;
}

/** Jn (leap days not counted), n (counted), or Mm.w.d; each with /time, 02:00:00 without. */
function parseChange(text: string): Change | null {
  const [date, time] = text.split("/");
  const seconds = time === undefined ? 7200 : secondsOf(time);
  const julian = /^(J?)([0-9]{1,3})$/.exec(date ?? "");
  if (julian !== null) {
    const day = Number(julian[2]);
    if (julian[1] === "") return () => day * DAY + seconds;
    return (year) => (day - 1 + (isLeap(year) && day >= 60 ? 1 : 0)) * DAY + seconds;
  }
  const month = /^M([0-9]{1,2})\.([1-5])\.([0-6])$/.exec(date ?? "");
  if (month === null) return null;
  const [, m, week, weekday] = month.map(Number) as [number, number, number, number];
  return (year) => dayOfMonthRule(year, m, week, weekday) * DAY + seconds;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Day of the year (from 0) of the n-th weekday of a month; week 5 is the last one. */
function dayOfMonthRule(year: number, month: number, week: number, weekday: number): number {
  const first = Date.UTC(year, month - 1, 1);
  const firstWeekday = new Date(first).getUTCDay();
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  let day = 1 + ((weekday - firstWeekday + 7) % 7) + (week - 1) * 7;
  if (day > days) day -= 7;
  return (first / 1000 - yearStart(year)) / DAY + day - 1;
}
