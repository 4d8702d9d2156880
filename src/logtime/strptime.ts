/** Formats in the terms of strptime(3), C locale: `--time-format`. */
import { digits, digitsEnd, isWeekday, microseconds, monthNamed, SPACE } from "./bytes.js";
import { daysOfMonth } from "./civil.js";
import type { LogTimeFormat, Stamp } from "./format.js";
import { isDate, utcOffset } from "./parts.js";

/** Reads at `at`; returns where it ends, or -1. */
type Step = (bytes: Uint8Array, at: number, end: number, stamp: Draft) => number;

/** What is put together only when the whole stamp has been read. */
interface Draft extends Stamp {
  afternoon: boolean | null;
  /** 1-366; 0: not given. */
  dayOfYear: number;
}

export type StrptimeResult =
  | { readonly ok: true; readonly format: LogTimeFormat }
  | { readonly ok: false; readonly reason: string };

/** The conversions, for messages. */
export const CONVERSIONS =
  "%Y %y %m %d %e %j %b %B %h %a %A %H %k %I %l %p %M %S %f %s %z %Z %T %D %F %R %r %c %n %t %%";

export function strptime(text: string): StrptimeResult {
  const steps = parse(text);
  if (typeof steps === "string") return { ok: false, reason: steps };
  if (!setsTime(text))
    return { ok: false, reason: "it has no time of day: it needs %H and %M, %T, %R, %I and %p, or %s" };
  if (!setsDate(text)) return { ok: false, reason: "it has no date: it needs %m and %d, %b and %d, %j, %F, %D, or %s" };
  return { ok: true, format: { name: text, example: text, atStart: true, read: reader(steps) } };
}

/** The conversions of the text, the short ones for several others spelled out. */
function conversionsOf(text: string): Set<string> {
  return new Set([...spelledOut(text).matchAll(/%(.)/gs)].map((found) => found[1] as string));
}

function setsTime(text: string): boolean {
  const has = conversionsOf(text);
  return has.has("s") || has.has("H") || has.has("k") || ((has.has("I") || has.has("l")) && has.has("p"));
}

function setsDate(text: string): boolean {
  const has = conversionsOf(text);
  const month = ["m", "b", "B", "h"].some((letter) => has.has(letter));
  return has.has("s") || has.has("j") || (month && (has.has("d") || has.has("e")));
}

const SHORT: Readonly<Record<string, string>> = {
  T: "%H:%M:%S",
  D: "%m/%d/%y",
  F: "%Y-%m-%d",
  R: "%H:%M",
  c: "%a %b %e %H:%M:%S %Y",
  r: "%I:%M:%S %p",
};

function spelledOut(text: string): string {
  return text.replace(/%(.)/gs, (all, letter: string) =>
    Object.hasOwn(SHORT, letter) ? (SHORT[letter] as string) : all,
  );
}

function parse(text: string): Step[] | string {
  const steps: Step[] = [];
  const parts = spelledOut(text).match(/%[\s\S]?|\s+|[\s\S]/g) ?? [];
  for (const part of parts) {
    const letter = part[1] ?? "";
    if (/^\s/.test(part) || part === "%n" || part === "%t") steps.push(blanks);
    else if (part === "%%" || !part.startsWith("%")) steps.push(literal(part === "%%" ? "%" : part));
    else if (Object.hasOwn(STEPS, letter)) steps.push(STEPS[letter] as Step);
    else return `%${letter} is none of its conversions, which are ${CONVERSIONS}`;
  }
  return steps;
}

function reader(steps: readonly Step[]): LogTimeFormat["read"] {
  return (bytes, start, end, stamp) => {
    const draft = stamp as Draft;
    draft.afternoon = null;
    draft.dayOfYear = 0;
    draft.second = 0;
    draft.minute = 0;
    let at = start;
    for (const step of steps) {
      at = step(bytes, at, end, draft);
      if (at < 0) return -1;
    }
    return finish(draft) ? at : -1;
  };
}

/** Twelve hours and days of the year become what they stand for. */
function finish(draft: Draft): boolean {
  if (!Number.isNaN(draft.epoch)) return true;
  if (draft.afternoon !== null) draft.hour = (draft.hour % 12) + (draft.afternoon ? 12 : 0);
  if (draft.dayOfYear === 0) return isDate(draft);
  if (draft.year < 0) return false;
  draft.month = 1;
  draft.day = draft.dayOfYear;
  while (draft.month < 12 && draft.day > daysOfMonth(draft.year, draft.month)) {
    draft.day -= daysOfMonth(draft.year, draft.month);
    draft.month++;
  }
  return draft.day <= daysOfMonth(draft.year, draft.month);
}

const blanks: Step = (bytes, at, end) => {
  let over = at;
  while (over < end && (bytes[over] === SPACE || ((bytes[over] as number) >= 9 && (bytes[over] as number) <= 13)))
    over++;
  return over;
};

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && (byte | 32) >= 97 && (byte | 32) <= 122;
}

function literal(character: string): Step {
  const code = character.charCodeAt(0);
  return (bytes, at, end) => (at < end && bytes[at] === code ? at + 1 : -1);
}

/** A number of up to `most` digits between two bounds; blanks before it are skipped. */
function number(most: number, least: number, greatest: number, set: (stamp: Draft, value: number) => void): Step {
  return (bytes, from, end, stamp) => {
    const at = blanks(bytes, from, end, stamp);
    const over = Math.min(digitsEnd(bytes, at, end), at + most);
    if (over === at) return -1;
    const value = digits(bytes, at, over, over - at);
    if (value < least || value > greatest) return -1;
    set(stamp, value);
    return over;
  };
}

/** Names are read in full or as their first three letters. */
function name(
  full: readonly string[],
  is: (bytes: Uint8Array, at: number, end: number, stamp: Draft) => boolean,
): Step {
  return (bytes, at, end, stamp) => {
    if (!is(bytes, at, end, stamp)) return -1;
    let over = at;
    while (over < end && isLetter(bytes[over])) over++;
    const word = String.fromCharCode(...bytes.subarray(at, Math.min(over, at + 9))).toLowerCase();
    return full.some((known) => known === word) ? over : at + 3;
  };
}

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const month = name(MONTHS, (bytes, at, end, stamp) => {
  stamp.month = monthNamed(bytes, at, end);
  return stamp.month > 0;
});
const weekday = name(WEEKDAYS, isWeekday);
const day = number(2, 1, 31, (stamp, value) => {
  stamp.day = value;
});
const hour = number(2, 0, 23, (stamp, value) => {
  stamp.hour = value;
});
const hourOfTwelve = number(2, 1, 12, (stamp, value) => {
  stamp.hour = value;
});

const STEPS: Readonly<Record<string, Step>> = {
  Y: number(4, 0, 9999, (stamp, value) => {
    stamp.year = value;
  }),
  // POSIX: 69 to 99 are of the last century.
  y: number(2, 0, 99, (stamp, value) => {
    stamp.year = value + (value < 69 ? 2000 : 1900);
  }),
  m: number(2, 1, 12, (stamp, value) => {
    stamp.month = value;
  }),
  j: number(3, 1, 366, (stamp, value) => {
    stamp.dayOfYear = value;
  }),
  d: day,
  e: day,
  b: month,
  B: month,
  h: month,
  a: weekday,
  A: weekday,
  H: hour,
  k: hour,
  I: hourOfTwelve,
  l: hourOfTwelve,
  M: number(2, 0, 59, (stamp, value) => {
    stamp.minute = value;
  }),
  S: number(2, 0, 60, (stamp, value) => {
    stamp.second = value;
  }),
  p: (bytes, at, end, stamp) => {
    if (at + 2 > end || ((bytes[at + 1] as number) | 32) !== 109) return -1;
    const letter = (bytes[at] as number) | 32;
    if (letter !== 97 && letter !== 112) return -1;
    stamp.afternoon = letter === 112;
    return at + 2;
  },
  // Not in POSIX: the digits of a fraction, as in Python.
  f: (bytes, at, end, stamp) => {
    const over = digitsEnd(bytes, at, end);
    if (over === at) return -1;
    stamp.microsecond = microseconds(bytes, at, over);
    return over;
  },
  s: (bytes, at, end, stamp) => {
    const over = digitsEnd(bytes, at, end);
    if (over === at || over - at > 12) return -1;
    stamp.epoch = digits(bytes, at, end, over - at);
    return over;
  },
  z: (bytes, from, end, stamp) => {
    const at = blanks(bytes, from, end, stamp);
    const over = utcOffset(bytes, at, end, stamp);
    return over === at ? -1 : over;
  },
  // An abbreviation says which of two equal local times is meant; UTC and GMT are offsets.
  Z: (bytes, at, end, stamp) => {
    let over = at;
    while (over < end && isLetter(bytes[over])) over++;
    if (over === at) return -1;
    stamp.zone = String.fromCharCode(...bytes.subarray(at, over));
    if (["UTC", "GMT", "Z"].includes(stamp.zone)) stamp.offset = 0;
    return over;
  },
};
