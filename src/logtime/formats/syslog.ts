import { dayOfMonth, digits, monthNamed, SPACE } from "../bytes.js";
import type { LogTimeFormat } from "../format.js";
import { fraction, isDate, timeOfDay } from "../parts.js";
import { behindPriority } from "./priority.js";

/**
 * BSD syslog (RFC 3164), with or without its priority, and journald's `short` and
 * `short-precise`; some devices add the year behind the day.
 */
export const syslog: LogTimeFormat = {
  name: "syslog",
  example: "Nov  9 07:12:21 gate sshd[4101]: ...",
  atStart: true,
  read(bytes, start, end, stamp) {
    let at = behindPriority(bytes, start, end);
    stamp.month = monthNamed(bytes, at, end);
    if (bytes[at + 3] !== SPACE) return -1;
    stamp.day = dayOfMonth(bytes, at + 4, end);
    if (!isDate(stamp) || bytes[at + 6] !== SPACE) return -1;
    at += 7;
    const year = bytes[at + 4] === SPACE ? digits(bytes, at, end, 4) : -1;
    if (year >= 0) {
      stamp.year = year;
      at += 5;
    }
    const over = timeOfDay(bytes, at, end, stamp);
    return over < 0 ? -1 : fraction(bytes, over, end, stamp);
  },
};
