/** What every format of log times offers, and what it finds in a line. */

/** Microseconds since Epoch: log times have fractions, and their order counts. */
export type Microseconds = number & { readonly unit?: "microseconds since Epoch" };
export const MICROSECONDS = 1_000_000;

/** The line has no year (month and day only): it follows from the lines around it. */
export const NO_YEAR = -1;

/**
 * What a line says of its time, as it stands there. One object is filled again for each
 * line: formats run on every line of a log.
 */
export interface Stamp {
  /** Seconds since Epoch when the line says that; NaN when it has a date and a time of day, below. */
  epoch: number;
  /** Full year, or NO_YEAR. */
  year: number;
  /** 1-12 */
  month: number;
  /** 1-31 */
  day: number;
  hour: number;
  minute: number;
  /** 0-60 */
  second: number;
  microsecond: number;
  /** Seconds east of UTC; NaN: local time. */
  offset: number;
  /** Abbreviation of the zone, which tells apart the hours that occur twice; empty: not given. */
  zone: string;
}

export function emptyStamp(): Stamp {
  return {
    epoch: Number.NaN,
    year: NO_YEAR,
    month: 1,
    day: 1,
    hour: 0,
    minute: 0,
    second: 0,
    microsecond: 0,
    offset: Number.NaN,
    zone: "",
  };
}

export interface LogTimeFormat {
  /** For --time-format and for messages. */
  readonly name: string;
  readonly example: string;
  /** Every line of one second begins with the same bytes as long as its stamp: see LineTimes. */
  readonly atStart: boolean;
  /**
   * Reads the stamp of the line bytes[start, end) into `stamp`, which is empty before.
   * Returns where the stamp ends; -1: the line has none.
   */
  read(bytes: Uint8Array, start: number, end: number, stamp: Stamp): number;
}
