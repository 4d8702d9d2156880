import { isWeekday, SPACE } from "../bytes.js";
import type { LogTimeFormat } from "../format.js";
import { iso8601 } from "./iso8601.js";

const LETTERS = /^[A-Z]{1,5}/;

/** journald's `short-full`: day of the week, date, time, abbreviation of the zone. */
export const shortFull: LogTimeFormat = {
  name: "short-full",
  example: "Thu 2023-11-09 07:12:21 CET gate sshd[4101]: ...",
  atStart: true,
  read(bytes, start, end, stamp) {
    if (!isWeekday(bytes, start, end) || bytes[start + 3] !== SPACE) return -1;
    const over = iso8601.read(bytes, start + 4, end, stamp);
    if (over < 0 || bytes[over] !== SPACE || !Number.isNaN(stamp.offset)) return over;
    const word = String.fromCharCode(...bytes.subarray(over + 1, Math.min(end, over + 6)));
    stamp.zone = LETTERS.exec(word)?.[0] ?? "";
    if (stamp.zone === "UTC" || stamp.zone === "GMT") stamp.offset = 0;
    return over + 1 + stamp.zone.length;
  },
};
