import { digits, digitsEnd, OPEN_BRACKET } from "../bytes.js";
import { type LogTimeFormat, MICROSECONDS } from "../format.js";
import { fraction } from "../parts.js";

/** How many digits say what, from 2001 to 2286: seconds, and finer ones without a point. */
const DIGITS_OF_SECONDS = 10;
const FINER: ReadonlySet<number> = new Set([13, 16, 19]);

/**
 * Seconds since Epoch, with or without a fraction (journald's `short-unix`, Squid), or
 * milliseconds, microseconds or nanoseconds.
 */
export const epoch: LogTimeFormat = {
  name: "epoch",
  example: "1699513941.250 ...",
  atStart: true,
  read(bytes, start, end, stamp) {
    const at = bytes[start] === OPEN_BRACKET ? start + 1 : start;
    const over = digitsEnd(bytes, at, end);
    const length = over - at;
    if (length === DIGITS_OF_SECONDS) {
      stamp.epoch = digits(bytes, at, end, length);
      return fraction(bytes, over, end, stamp);
    }
    if (!FINER.has(length)) return -1;
    stamp.epoch = digits(bytes, at, end, DIGITS_OF_SECONDS);
    const rest = Math.min(6, length - DIGITS_OF_SECONDS);
    stamp.microsecond = digits(bytes, at + DIGITS_OF_SECONDS, end, rest) * (MICROSECONDS / 10 ** rest);
    return over;
  },
};
