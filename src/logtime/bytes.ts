/** Reading stamps from bytes without making strings. Hot: runs for every line of a log. */

const ZERO = 48;
const NINE = 57;
/** Digits of a fraction that count. */
const FRACTION_DIGITS = 6;

export const SPACE = 32;
export const PLUS = 43;
export const COMMA = 44;
export const MINUS = 45;
export const DOT = 46;
export const SLASH = 47;
export const COLON = 58;
export const OPEN_BRACKET = 91;
export const CLOSE_BRACKET = 93;

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

/** The number of exactly `count` digits at `at`; -1 when there are others than digits, or fewer. */
export function digits(bytes: Uint8Array, at: number, end: number, count: number): number {
  if (at + count > end) return -1;
  let value = 0;
  for (let index = at; index < at + count; index++) {
    const digit = (bytes[index] as number) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Where the digits at `at` end. */
export function digitsEnd(bytes: Uint8Array, at: number, end: number): number {
  let index = at;
  while (index < end && isDigit(bytes[index])) index++;
  return index;
}

/** Two digits, the first of which may be a blank; -1: neither. */
export function dayOfMonth(bytes: Uint8Array, at: number, end: number): number {
  return bytes[at] === SPACE ? digits(bytes, at + 1, end, 1) : digits(bytes, at, end, 2);
}

/** Microseconds of the fraction whose digits stand in [at, end); what is finer is cut off. */
export function microseconds(bytes: Uint8Array, at: number, end: number): number {
  let value = 0;
  for (let index = 0; index < FRACTION_DIGITS; index++) {
    value = value * 10 + (at + index < end ? (bytes[at + index] as number) - ZERO : 0);
  }
  return value;
}

/** 1-12 for Jan to Dec, in any case; 0: no month. */
export function monthNamed(bytes: Uint8Array, at: number, end: number): number {
  return MONTHS.get(threeLetters(bytes, at, end)) ?? 0;
}

export function isWeekday(bytes: Uint8Array, at: number, end: number): boolean {
  return WEEKDAYS.has(threeLetters(bytes, at, end));
}

/** Three letters as one number, lower case; 0 when there are not three. */
function threeLetters(bytes: Uint8Array, at: number, end: number): number {
  if (at + 3 > end) return 0;
  const [a, b, c] = [bytes[at] as number, bytes[at + 1] as number, bytes[at + 2] as number];
  return ((a | 32) << 16) | ((b | 32) << 8) | (c | 32);
}

function codeOf(name: string): number {
  return (name.charCodeAt(0) << 16) | (name.charCodeAt(1) << 8) | name.charCodeAt(2);
}

const MONTHS: ReadonlyMap<number, number> = new Map(
  ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].map((name, index) => [
    codeOf(name),
    index + 1,
  ]),
);
const WEEKDAYS: ReadonlySet<number> = new Set(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(codeOf));
