import { digitsEnd, SPACE } from "../bytes.js";
import type { LogTimeFormat } from "../format.js";
import { iso8601 } from "./iso8601.js";
import { behindPriority } from "./priority.js";

/** Syslog of RFC 5424: priority, version, and a time of ISO 8601. */
export const rfc5424: LogTimeFormat = {
  name: "rfc5424",
  example: "<34>1 2023-10-11T22:14:15.003Z gate su - ID47 - ...",
  atStart: true,
  read(bytes, start, end, stamp) {
    const version = behindPriority(bytes, start, end);
    if (version === start) return -1;
    const over = digitsEnd(bytes, version, end);
    if (over === version || bytes[over] !== SPACE) return -1;
    return iso8601.read(bytes, over + 1, end, stamp);
  },
};
