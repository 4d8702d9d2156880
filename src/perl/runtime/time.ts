/** localtime and gmtime. */
import type { CalendarTime, State } from "./state.js";
import { numberOf } from "./text.js";
import { giveUp, type Value } from "./values.js";

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY = 86400;

function instantOf(value: Value, state: State): number {
  if (value === undefined) return Math.trunc(state.surroundings.now());
  const instant = Math.floor(Number(numberOf(value)));
  return Math.abs(instant) < 1e11 ? instant : giveUp("a time far away");
}

/** Days since Epoch to the date (proleptic Gregorian calendar). */
function universalTime(instant: number): CalendarTime {
  const days = Math.floor(instant / DAY);
  const second = instant - days * DAY;
  let year = 1970 + Math.floor(days / 365.2425);
  while (daysBefore(year) > days) year--;
  while (daysBefore(year + 1) <= days) year++;
  let rest = days - daysBefore(year);
  let month = 0;
  for (; rest >= lengthOf(month, year); month++) rest -= lengthOf(month, year);
  return {
    second: second % 60,
    minute: Math.floor(second / 60) % 60,
    hour: Math.floor(second / 3600),
    day: rest + 1,
    month: month + 1,
    year,
    weekday: (((days + 4) % 7) + 7) % 7,
    isSummer: false,
  };
}

/** Days from Epoch to the beginning of a year. */
function daysBefore(year: number): number {
  const last = year - 1;
  return 365 * (year - 1970) + Math.floor(last / 4) - Math.floor(last / 100) + Math.floor(last / 400) - 477;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function lengthOf(month: number, year: number): number {
  return month === 1 ? (isLeap(year) ? 29 : 28) : [3, 5, 8, 10].includes(month) ? 30 : 31;
}

function dayOfYear(time: CalendarTime): number {
  let days = time.day - 1;
  for (let month = 0; month < time.month - 1; month++) days += lengthOf(month, time.year);
  return days;
}

function textOfTime(time: CalendarTime): string {
  const clock = [time.hour, time.minute, time.second].map((part) => String(part).padStart(2, "0")).join(":");
  const day = String(time.day).padStart(2, " ");
  return `${DAYS[time.weekday]} ${MONTHS[time.month - 1]} ${day} ${clock} ${time.year}`;
}

function listOf(time: CalendarTime, isSummer: number): Value[] {
  const { second, minute, hour, day, month, year, weekday } = time;
  return [second, minute, hour, day, month - 1, year - 1900, weekday, dayOfYear(time), isSummer];
}

export function localText(value: Value, state: State): string {
  return textOfTime(state.surroundings.localTime(instantOf(value, state)));
}

export function localList(value: Value, state: State): Value[] {
  const time = state.surroundings.localTime(instantOf(value, state));
  return listOf(time, time.isSummer ? 1 : 0);
}

export function universalText(value: Value, state: State): string {
  return textOfTime(universalTime(instantOf(value, state)));
}

export function universalList(value: Value, state: State): Value[] {
  return listOf(universalTime(instantOf(value, state)), 0);
}

export function now(state: State): number {
  return Math.trunc(state.surroundings.now());
}
