import { CLOSE_BRACKET, COLON, digits, monthNamed, OPEN_BRACKET, SLASH, SPACE } from "../bytes.js";
import type { LogTimeFormat } from "../format.js";
import { isDate, timeOfDay, utcOffset } from "../parts.js";

/** The stamp stands behind the host and the user's name, which may be long. */
const SEARCHED_MAX = 1024;

/** Access logs of Apache, nginx and others (common log format): [10/Oct/2000:13:55:36 -0700]. */
export const apacheAccess: LogTimeFormat = {
  name: "apache-access",
  example: '192.0.2.7 - anna [09/Nov/2023:07:12:21 +0100] "GET / HTTP/1.1" 200 512',
  atStart: false,
  read(bytes, start, end, stamp) {
    const last = Math.min(end, start + SEARCHED_MAX);
    for (let at = start; at < last; at++) {
      if (bytes[at] !== OPEN_BRACKET) continue;
      const over = inBrackets(bytes, at + 1, end, stamp);
      if (over >= 0) return over;
    }
    return -1;
  },
};

function inBrackets(bytes: Uint8Array, at: number, end: number, stamp: Parameters<LogTimeFormat["read"]>[3]): number {
  if (bytes[at + 2] !== SLASH || bytes[at + 6] !== SLASH || bytes[at + 11] !== COLON) return -1;
  stamp.day = digits(bytes, at, end, 2);
  stamp.month = monthNamed(bytes, at + 3, end);
  stamp.year = digits(bytes, at + 7, end, 4);
  if (stamp.year < 0 || !isDate(stamp)) return -1;
  const over = timeOfDay(bytes, at + 12, end, stamp);
  if (over < 0) return -1;
  if (bytes[over] === CLOSE_BRACKET) return over;
  return bytes[over] === SPACE ? utcOffset(bytes, over + 1, end, stamp) : -1;
}
