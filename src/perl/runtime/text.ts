/** Numbers and texts into each other, exactly as Perl does it. */
import { giveUp, Pattern, type Value } from "./values.js";

/** Integers from here on are bigints (values.ts). */
export const BIG = 1e15;
const BIG_INTEGER = 10n ** 15n;
/** What is 0 or -0, which only Perl knows: it shows in sprintf. */
export const ZERO_OF_ANY_SIGN = 0n;
const UNSIGNED_MAX = (1n << 64n) - 1n;
const SIGNED_MIN = -(1n << 63n);

/** A value as text. Hot. */
export function textOf(value: Value): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return value < BIG && value > -BIG ? numberText(value) : largeText(value);
  return value === undefined ? "" : otherText(value);
}

/** Perl prints a large NV as an integer once it was used as one, also where it still is. */
function largeText(value: number): string {
  if (usedLarge.has(value)) giveUp("a large number that was used as an integer");
  return numberText(value);
}

function otherText(value: Exclude<Value, undefined | string | number>): string {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Pattern) return value.text;
  return giveUp("the text of a reference");
}

/** What `%.15g` prints. */
export function numberText(value: number): string {
  const short = value | 0;
  // Also for the negative zero, which Perl prints as 0.
  if (short === value) return `${short}`;
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "Inf" : "-Inf";
  if (Number.isInteger(value) && value < BIG && value > -BIG) return `${value}`;
  const text = `${value}`;
  // 15 digits, a point, a sign, "0." in front: short texts have no more digits than Perl prints.
  if (text.length <= 15 && !text.includes("e") && Math.abs(value) >= 1e-4) return text;
  return general(value, 15, false);
}

/** `%.<precision>g`: digits from an exact expansion, rounded half to even. */
export function general(value: number, precision: number, keepsZeros: boolean): string {
  const digits = Math.max(1, precision);
  if (value === 0)
    return (Object.is(value, -0) ? "-0" : "0") + fraction("0".repeat(keepsZeros ? digits - 1 : 0), keepsZeros);
  const { text, exponent } = decimal(Math.abs(value), digits);
  const sign = value < 0 ? "-" : "";
  const trimmed = keepsZeros ? text : text.replace(/0+$/, "");
  if (exponent < -4 || exponent >= digits) {
    return `${sign}${trimmed[0]}${fraction(trimmed.slice(1), keepsZeros)}e${exponentText(exponent)}`;
  }
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${trimmed}`;
  const padded = trimmed.padEnd(exponent + 1, "0");
  return `${sign}${padded.slice(0, exponent + 1)}${fraction(padded.slice(exponent + 1), keepsZeros)}`;
}

/** The point stands with digits after it, or where it is asked for. */
export function fraction(digits: string, hasPoint: boolean): string {
  return digits === "" && !hasPoint ? "" : `.${digits}`;
}

export function exponentText(exponent: number): string {
  return `${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/** The first digits of a positive number, and the power of ten of the first one. */
export function decimal(value: number, digits: number): { readonly text: string; readonly exponent: number } {
  // From below: an exponent that is too large could seem right after rounding.
  for (let exponent = Math.floor(Math.log10(value)) - 1; ; exponent++) {
    const text = scaledInteger(value, digits - 1 - exponent).toString();
    if (text.length <= digits) return { text, exponent };
  }
}

/** value * 10**power as an integer, rounded half to even. Exact. */
export function scaledInteger(value: number, power: number): bigint {
  let { mantissa, exponent } = partsOf(value);
  let divisor = 1n;
  if (power >= 0) mantissa *= 10n ** BigInt(power);
  else divisor = 10n ** BigInt(-power);
  if (exponent >= 0) mantissa <<= BigInt(exponent);
  else {
    divisor <<= BigInt(-exponent);
    exponent = 0;
  }
  const quotient = mantissa / divisor;
  const twice = (mantissa % divisor) * 2n;
  if (twice > divisor || (twice === divisor && quotient % 2n === 1n)) return quotient + 1n;
  return quotient;
}

/** A positive number as mantissa * 2**exponent. */
function partsOf(value: number): { mantissa: bigint; exponent: number } {
  let exponent = 0;
  let mantissa = value;
  while (mantissa >= 2 ** 53) {
    mantissa /= 2;
    exponent++;
  }
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent--;
  }
  return { mantissa: BigInt(mantissa), exponent };
}

/** A value as a number. Hot. */
export function numberOf(value: Value): number | bigint {
  if (typeof value === "number") {
    if (value >= BIG || value <= -BIG) noteLarge(value);
    return value;
  }
  if (typeof value === "string") return parseNumber(value);
  if (value === undefined) return 0;
  return typeof value === "bigint" ? value : giveUp("the number of a reference");
}

const USED_MAX = 1000;
const usedLarge = new Set<number>();

function noteLarge(value: number): void {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 53 && usedLarge.size < USED_MAX) usedLarge.add(value);
}

/** All that was noted of values: for code that has none of them any more. */
export function forgetUses(): void {
  usedAsNumbers.clear();
  usedLarge.clear();
}

const NUMERIC = /^[ \t\n\r\f\v]*([+-]?)(?:(\d+)(\.\d*)?|(\.\d+))([eE][+-]?\d+)?/;
const WORDS = /^[ \t\n\r\f\v]*([+-]?)(inf(?:inity)?|nan)/i;

/** Texts with more than a number that were used as numbers: `++` takes these for it (increment.ts). Also "-0". */
export const usedAsNumbers = new Set<string>();

/** The number in front of a text. */
export function parseNumber(text: string): number | bigint {
  const { length } = text;
  if (length > 0 && length < 10 && (length === 1 || text.charCodeAt(0) !== 48)) {
    // Hot: short texts of digits only.
    let value = 0;
    let at = 0;
    for (; at < length; at++) {
      const digit = text.charCodeAt(at) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (at === length) return value;
  }
  return parseAny(text);
}

function parseAny(text: string): number | bigint {
  const found = NUMERIC.exec(text);
  if (found === null) return parseWord(text);
  const [whole, sign, digits, fraction, , exponent] = found;
  noteLetters(text, digits === whole ? "" : whole);
  if (digits !== undefined && fraction === undefined && exponent === undefined && digits.length >= 15) {
    // With other text behind it, it is no integer for Perl.
    if (!/^[ \t\n\r\f\v]*$/.test(text.slice(whole.length))) return Number(whole);
    return fromInteger(BigInt(digits) * (sign === "-" ? -1n : 1n));
  }
  const value = Number(whole);
  // Whether it is an integer for Perl depends on what is done with it.
  if ((value >= BIG || value <= -BIG) && (fraction !== undefined || exponent !== undefined)) {
    giveUp("a large number that is not written as an integer");
  }
  if (value !== 0) return value;
  if (sign === "-") noteUse(text);
  return fraction === undefined && exponent === undefined ? 0 : value;
}

function parseWord(text: string): number {
  const word = WORDS.exec(text);
  noteLetters(text, "");
  if (word === null) return 0;
  if ((word[2] as string).toLowerCase() === "nan") return Number.NaN;
  return word[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function noteLetters(text: string, number: string): void {
  if (number.length !== text.length) noteUse(text);
}

function noteUse(text: string): void {
  if (usedAsNumbers.size < USED_MAX) usedAsNumbers.add(text);
}

/** A text that is an integer everywhere but where Perl wants an NV, unless it was used as an integer before. */
export function isNegativeZero(value: Value): boolean {
  return typeof value === "string" && /^[ \t\n\r\f\v]*-0+[ \t\n\r\f\v]*$/.test(value);
}

/** Whether `++` may have to do with a text that was a number before. */
export function mayHaveBeenNumber(text: string): boolean {
  return usedAsNumbers.size >= USED_MAX || usedAsNumbers.has(text);
}

/** An integer as a value: beyond 64 bits it becomes an NV. */
export function fromInteger(value: bigint): number | bigint {
  if (value < BIG_INTEGER && value > -BIG_INTEGER) return Number(value);
  return value > UNSIGNED_MAX || value < SIGNED_MIN ? Number(value) : value;
}

/** Perl's truth. Hot. */
export function isTrue(value: Value): boolean {
  return (
    value !== undefined &&
    value !== "" &&
    value !== "0" &&
    value !== 0 &&
    (typeof value !== "bigint" || value !== ZERO_OF_ANY_SIGN)
  );
}
