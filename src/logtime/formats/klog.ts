import { digits, SPACE } from "../bytes.js";
import type { LogTimeFormat } from "../format.js";
import { fraction, isDate, timeOfDay } from "../parts.js";

const LEVELS: ReadonlySet<number | undefined> = new Set(["I", "W", "E", "F"].map((level) => level.charCodeAt(0)));

/** klog and glog (Kubernetes): level, month, day, time; no year. */
export const klog: LogTimeFormat = {
  name: "klog",
  example: "I1109 07:12:21.250000    4101 server.go:80] ...",
  atStart: true,
  read(bytes, start, end, stamp) {
    if (!LEVELS.has(bytes[start]) || bytes[start + 5] !== SPACE) return -1;
    stamp.month = digits(bytes, start + 1, end, 2);
    stamp.day = digits(bytes, start + 3, end, 2);
    if (!isDate(stamp)) return -1;
    const over = timeOfDay(bytes, start + 6, end, stamp);
    if (over < 0) return -1;
    const behind = fraction(bytes, over, end, stamp);
    return behind === over ? -1 : behind;
  },
};
