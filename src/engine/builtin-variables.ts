/** The built-in action list variables (manual: ACTIONS, "predefined by SEC"). */
import type { Seconds } from "../base/seconds.js";
import type { LocalTime } from "./ports.js";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** What the values are made of. */
export interface Moment {
  readonly now: Seconds;
  /** Local time of `now`. */
  localTime(): LocalTime;
}

const two = (number: number): string => String(number).padStart(2, "0");
const clock = (time: LocalTime): string => `${two(time.hour)}:${two(time.minute)}:${two(time.second)}`;
const monthName = (time: LocalTime): string => MONTHS[time.month - 1] as string;
const weekdayName = (time: LocalTime): string => WEEKDAYS[time.weekday] as string;
const dayPadded = (time: LocalTime): string => String(time.day).padStart(2, " ");

function zoneOffset(time: LocalTime, separator: string): string {
  const minutes = Math.trunc(Math.abs(time.offset) / 60);
  return `${time.offset < 0 ? "-" : "+"}${two(Math.trunc(minutes / 60))}${separator}${two(minutes % 60)}`;
}

const ofLocalTime =
  (text: (time: LocalTime) => string) =>
  (moment: Moment): string =>
    text(moment.localTime());

const BUILTIN: ReadonlyMap<string, (moment: Moment) => string> = new Map([
  ["u", (moment: Moment) => String(moment.now)],
  ["t", ofLocalTime((t) => `${weekdayName(t)} ${monthName(t)} ${dayPadded(t)} ${clock(t)} ${t.year}`)],
  [".sec", ofLocalTime((t) => two(t.second))],
  [".min", ofLocalTime((t) => two(t.minute))],
  [".hour", ofLocalTime((t) => two(t.hour))],
  [".hmsstr", ofLocalTime(clock)],
  [".mday", ofLocalTime((t) => two(t.day))],
  [".mdaystr", ofLocalTime(dayPadded)],
  [".mon", ofLocalTime((t) => two(t.month))],
  [".monstr", ofLocalTime(monthName)],
  [".year", ofLocalTime((t) => String(t.year))],
  [".wday", ofLocalTime((t) => String(t.weekday))],
  [".wdaystr", ofLocalTime(weekdayName)],
  [".tzname", ofLocalTime((t) => t.zone)],
  [".tzoff", ofLocalTime((t) => zoneOffset(t, ""))],
  [".tzoff2", ofLocalTime((t) => zoneOffset(t, ":"))],
  [".nl", () => "\n"],
  [".cr", () => "\r"],
  [".tab", () => "\t"],
  [".sp", () => " "],
  ...Array.from({ length: 256 }, (_, code): [string, () => string] => [`.chr${code}`, () => String.fromCharCode(code)]),
]);

/** All but %s, which belongs to an action list. */
export const BUILTIN_NAMES: readonly string[] = [...BUILTIN.keys()];

/** The value of a built-in variable other than %s; undefined when the name is not built in. */
export function builtinVariable(name: string, moment: Moment): string | undefined {
  return BUILTIN.get(name)?.(moment);
}
