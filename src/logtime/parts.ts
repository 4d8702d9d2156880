/** Parts that several formats share. Each returns where it ends, or -1. */
import { COLON, COMMA, DOT, digits, digitsEnd, isDigit, MINUS, microseconds, PLUS } from "./bytes.js";
import type { Stamp } from "./format.js";

/** hh:mm:ss */
export function timeOfDay(bytes: Uint8Array, at: number, end: number, stamp: Stamp): number {
  if (bytes[at + 2] !== COLON || bytes[at + 5] !== COLON) return -1;
  stamp.hour = digits(bytes, at, end, 2);
  stamp.minute = digits(bytes, at + 3, end, 2);
  stamp.second = digits(bytes, at + 6, end, 2);
  const good = stamp.hour >= 0 && stamp.minute >= 0 && stamp.second >= 0;
  return good && stamp.hour < 24 && stamp.minute < 60 && stamp.second <= 60 ? at + 8 : -1;
}

/** A fraction behind a dot or comma, if there is one. */
export function fraction(bytes: Uint8Array, at: number, end: number, stamp: Stamp): number {
  const mark = bytes[at];
  if (at >= end || (mark !== DOT && mark !== COMMA) || !isDigit(bytes[at + 1])) return at;
  const over = digitsEnd(bytes, at + 1, end);
  stamp.microsecond = microseconds(bytes, at + 1, over);
  return over;
}

const UPPER_Z = 90;
const LOWER_Z = 122;

/** Z, +hh:mm, +hhmm or +hh, if there is one of these. */
export function utcOffset(bytes: Uint8Array, at: number, end: number, stamp: Stamp): number {
  const sign = bytes[at];
  if (at >= end) return at;
  if (sign === UPPER_Z || sign === LOWER_Z) {
    stamp.offset = 0;
    return at + 1;
  }
  if (sign !== PLUS && sign !== MINUS) return at;
  const hours = digits(bytes, at + 1, end, 2);
  if (hours < 0) return at;
  const colon = bytes[at + 3] === COLON ? 1 : 0;
  const minutes = digits(bytes, at + 3 + colon, end, 2);
  const seconds = hours * 3600 + Math.max(0, minutes) * 60;
  stamp.offset = sign === MINUS ? 0 - seconds : seconds;
  return minutes < 0 ? at + 3 : at + 5 + colon;
}

/** Whether month and day can be, whatever the year. */
export function isDate({ month, day }: Stamp): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
