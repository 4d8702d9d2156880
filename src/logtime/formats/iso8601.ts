import { CLOSE_BRACKET, digits, MINUS, OPEN_BRACKET, PLUS, SLASH, SPACE } from "../bytes.js";
import type { LogTimeFormat } from "../format.js";
import { fraction, isDate, timeOfDay, utcOffset } from "../parts.js";

const UPPER_T = 84;
const LOWER_T = 116;

/**
 * ISO 8601 and RFC 3339, also with a blank for the T, slashes for the dashes and in
 * brackets: journald's `short-iso`, Python, log4j, nginx, Go, PostgreSQL. Without an offset it is local time.
 */
export const iso8601: LogTimeFormat = {
  name: "iso8601",
  example: "2023-11-09T07:12:21.250+01:00 ...",
  atStart: true,
  read(bytes, start, end, stamp) {
    const at = bytes[start] === OPEN_BRACKET ? start + 1 : start;
    const dash = bytes[at + 4];
    if ((dash !== MINUS && dash !== SLASH) || bytes[at + 7] !== dash) return -1;
    const between = bytes[at + 10];
    if (between !== UPPER_T && between !== SPACE && between !== LOWER_T) return -1;
    stamp.year = digits(bytes, at, end, 4);
    stamp.month = digits(bytes, at + 5, end, 2);
    stamp.day = digits(bytes, at + 8, end, 2);
    if (stamp.year < 0 || !isDate(stamp)) return -1;
    const over = timeOfDay(bytes, at + 11, end, stamp);
    if (over < 0) return -1;
    const behind = fraction(bytes, over, end, stamp);
    if (bytes[behind] !== SPACE) return utcOffset(bytes, behind, end, stamp);
    if (isWholeOffset(bytes, behind + 1, end)) return utcOffset(bytes, behind + 1, end, stamp);
    if (!isUtc(bytes, behind + 1, end)) return behind;
    stamp.offset = 0;
    return behind + 4;
  },
};

/** Behind a blank only a whole offset (+0100) is one: a lone sign or digit is part of the message. */
function isWholeOffset(bytes: Uint8Array, at: number, end: number): boolean {
  if (bytes[at] !== PLUS && bytes[at] !== MINUS) return false;
  return digits(bytes, at + 1, end, 4) >= 0 && (at + 5 === end || bytes[at + 5] === SPACE);
}

/** "UTC" or "GMT" as a word. */
function isUtc(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + 3 > end || (at + 3 < end && bytes[at + 3] !== SPACE && bytes[at + 3] !== CLOSE_BRACKET)) return false;
  const word = String.fromCharCode(bytes[at] as number, bytes[at + 1] as number, bytes[at + 2] as number);
  return word === "UTC" || word === "GMT";
}
