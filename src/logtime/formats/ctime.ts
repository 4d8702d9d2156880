import { dayOfMonth, digits, isWeekday, monthNamed, OPEN_BRACKET, SPACE } from "../bytes.js";
import type { LogTimeFormat } from "../format.js";
import { fraction, isDate, timeOfDay } from "../parts.js";

/** ctime(3) at the beginning of the line, in brackets as Apache's error log has it, or without. */
export const ctime: LogTimeFormat = {
  name: "apache-error",
  example: "[Sun Dec 04 04:47:44.123456 2005] [error] ...",
  atStart: true,
  read(bytes, start, end, stamp) {
    const at = bytes[start] === OPEN_BRACKET ? start + 1 : start;
    if (!isWeekday(bytes, at, end) || bytes[at + 3] !== SPACE || bytes[at + 7] !== SPACE) return -1;
    stamp.month = monthNamed(bytes, at + 4, end);
    stamp.day = dayOfMonth(bytes, at + 8, end);
    if (!isDate(stamp) || bytes[at + 10] !== SPACE) return -1;
    const over = timeOfDay(bytes, at + 11, end, stamp);
    if (over < 0) return -1;
    const behind = fraction(bytes, over, end, stamp);
    stamp.year = bytes[behind] === SPACE ? digits(bytes, behind + 1, end, 4) : -1;
    return stamp.year < 0 ? -1 : behind + 5;
  },
};
