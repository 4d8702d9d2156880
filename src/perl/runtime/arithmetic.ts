/** Operators on numbers, with Perl's integers of 64 bits where doubles would not be exact. */
import { BIG, fromInteger, general, isNegativeZero, numberOf, ZERO_OF_ANY_SIGN } from "./text.js";
import { fault, giveUp, type Value } from "./values.js";

type Numeric = number | bigint;
const EXACT = 2 ** 53;

/** Whether Perl would take it for an integer (IV or UV). */
function isInteger(value: Numeric): boolean {
  return typeof value === "bigint" || (Number.isInteger(value) && value < EXACT && value > -EXACT);
}

/** Hot, as all with a fast way for numbers. */
export function add(a: Value, b: Value): Numeric {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (sum < BIG && sum > -BIG) return sum + 0;
    const [x, y] = [wholeFor(a, b), wholeFor(b, a)];
    if (x !== null && y !== null) return fromInteger(x + y);
  }
  return exactly(
    a,
    b,
    (x, y) => x + y,
    (x, y) => x + y,
  );
}

/** `++`: what has no fraction is an integer from then on. */
export function addOne(value: Value): Numeric {
  if (typeof value === "number" && value < BIG - 1 && value > -BIG) return value + 1;
  return exactly(
    value,
    1,
    (x, y) => x + y,
    (x, y) => x + y,
  );
}

/** `--`: an NV stays one. */
export function subtractOne(value: Value): Numeric {
  if (typeof value !== "number") return subtract(value, 1);
  // Just above the limit it is not known whether it is one.
  return value - 1 <= -BIG && value > -BIG ? giveUp("a step to a large number") : value - 1;
}

export function subtract(a: Value, b: Value): Numeric {
  if (typeof a === "number" && typeof b === "number") {
    const difference = a - b;
    if (difference < BIG && difference > -BIG) return difference + 0;
    const [x, y] = [wholeFor(a, b), wholeFor(b, a)];
    if (x !== null && y !== null) return fromInteger(x - y);
  }
  return exactly(
    a,
    b,
    (x, y) => x - y,
    (x, y) => x - y,
  );
}

export function multiply(a: Value, b: Value): Numeric {
  if (typeof a === "number" && typeof b === "number") {
    const product = a * b;
    if (product < BIG && product > -BIG && product !== 0) return product;
  }
  return exactly(
    a,
    b,
    (x, y) => x * y,
    (x, y) => x * y,
  );
}

/** Two NVs without fractions are added as integers, however large they are. Null: it is not like that. */
function wholeFor(value: number, other: number): bigint | null {
  if (!Number.isInteger(value) || !Number.isInteger(other) || Math.abs(value) >= 2 ** 62) return null;
  if (Math.abs(value) >= BIG) return BigInt(value);
  // Whether it is an NV or an integer makes a difference from here on.
  return Math.abs(other) >= EXACT ? giveUp("a large number and a small one") : null;
}

function exactly(
  left: Value,
  right: Value,
  integers: (x: bigint, y: bigint) => bigint,
  doubles: (x: number, y: number) => number,
): Numeric {
  const [a, b] = [numberOf(left), numberOf(right)];
  if (typeof a !== typeof b && (isLargeWhole(a) || isLargeWhole(b))) giveUp("a large NV and an integer");
  if (isInteger(a) && isInteger(b)) {
    const value = fromInteger(integers(BigInt(a), BigInt(b)));
    if (value === 0) return zeroOf(left, right, doubles(Number(a), Number(b)));
    const isSmall = typeof value === "number" && Math.abs(value) < BIG;
    if (isSmall || (isIntegerFor(left) && isIntegerFor(right))) {
      return isSmall || typeof value === "bigint" ? value : doubles(Number(a), Number(b));
    }
  }
  return doubles(Number(a), Number(b));
}

/** Only integers have no negative zero. */
function zeroOf(left: Value, right: Value, asDouble: number): Numeric {
  if (!Object.is(asDouble, -0) || (isIntegerToPerl(left) && isIntegerToPerl(right))) return 0;
  // An empty text is none, a false value is one.
  return left === "" || right === "" ? ZERO_OF_ANY_SIGN : asDouble;
}

const INTEGER = /^[ \t\n\r\f\v]*[+-]?(?:\d+(?:[eE][+-]?\d+)?|(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+)[ \t\n\r\f\v]*$/;

/** Of values without a fraction. */
function isIntegerToPerl(value: Value): boolean {
  return typeof value === "string" ? INTEGER.test(value) : value !== undefined;
}

/** Whether an NV may count as an integer. */
function isLargeWhole(value: Numeric): boolean {
  return typeof value === "number" && Math.abs(value) >= EXACT && Math.abs(value) < 2 ** 64;
}

const WHOLLY_NUMERIC = /^[ \t\n\r\f\v]*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[ \t\n\r\f\v]*$/;

/** Undef, and texts that are more than a number, are no integers for Perl; it shows in large results. */
function isIntegerFor(value: Value): boolean {
  if (value === "") giveUp("large numbers from an empty text or a false value");
  return isIntegerToPerl(value);
}

export function divide(a: Value, b: Value): Numeric {
  const [x, y] = [numberOf(a), numberOf(b)];
  if (Number(y) === 0) fault("Illegal division by zero");
  if (typeof x === "number" && typeof y === "number") return x / y;
  if (x === ZERO_OF_ANY_SIGN) return x;
  if (isInteger(x) && isInteger(y) && isIntegerToPerl(a) && isIntegerToPerl(b)) {
    const [big, by] = [BigInt(x), BigInt(y)];
    if (magnitude(big) > 1n << 53n && magnitude(big) >= magnitude(by) && big % by === 0n) return fromInteger(big / by);
  }
  return Number(x) / Number(y);
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

export function modulo(a: Value, b: Value): Numeric {
  const [x, y] = [numberOf(a), numberOf(b)];
  if (typeof x === "number" && typeof y === "number" && Math.abs(x) < BIG && Math.abs(y) < BIG) {
    const [dividend, divisor] = [Math.trunc(x), Math.trunc(y)];
    if (divisor === 0) fault("Illegal modulus zero");
    const rest = dividend % divisor;
    return rest === 0 ? 0 : rest < 0 !== divisor < 0 ? rest + divisor : rest;
  }
  if (!isInteger(x) || !isInteger(y)) giveUp("a remainder of large numbers");
  const [dividend, divisor] = [BigInt(x), BigInt(y)];
  if (divisor === 0n) fault("Illegal modulus zero");
  const rest = dividend % divisor;
  return fromInteger(rest !== 0n && rest < 0n !== divisor < 0n ? rest + divisor : rest);
}

export function power(a: Value, b: Value): Numeric {
  const [x, y] = [numberOf(a), numberOf(b)];
  if (!isInteger(x) || !isInteger(y) || y < 0 || y > 1024) return giveUp("a power that is no integer");
  const exact = BigInt(x) ** BigInt(y);
  // Perl computes integers as long as they have up to 52 bits; powers of two are exact as doubles.
  if (magnitude(exact) < 1n << 52n) return fromInteger(exact);
  const base = magnitude(BigInt(x));
  if (base > 0n && (base & (base - 1n)) === 0n) return Number(exact);
  return giveUp("a large power");
}

export function negate(value: Value): Value {
  if (typeof value === "string") return negateText(value);
  if (value === undefined) return -0;
  const number = numberOf(value);
  // Of an integer it is 0, of an NV -0.
  if (Number(number) === 0) return Object.is(number, -0) ? 0 : ZERO_OF_ANY_SIGN;
  return typeof number === "bigint" ? fromInteger(-number) : -number;
}

function negateText(text: string): Value {
  if (/^[A-Za-z_]/.test(text)) return isNamedNumber(text) ? giveUp(NEGATED_WORD) : `-${text}`;
  if (/^[+-]/.test(text)) {
    const turned = (text[0] === "-" ? "+" : "-") + text.slice(1);
    if (isNamedNumber(text.slice(1))) return giveUp(NEGATED_WORD);
    if (text[0] === "+" || !WHOLLY_NUMERIC.test(text)) return turned;
  }
  const number = numberOf(text);
  if (number !== 0) return negate(number);
  // An empty text may be a false value, which is an integer.
  if (text === "") return ZERO_OF_ANY_SIGN;
  return INTEGER.test(text) ? 0 : -number;
}

const NEGATED_WORD = "a negated word that is a number";

function isNamedNumber(word: string): boolean {
  return /^(?:inf|nan)/i.test(word);
}

export function integerPart(value: Value): Numeric {
  const number = numberOf(value);
  if (typeof number === "bigint") return fromInteger(number);
  const integer = Math.trunc(number) + 0;
  // All that fits is one of Perl's integers.
  return Math.abs(integer) >= BIG && integer < 2 ** 64 && integer > -(2 ** 63) ? BigInt(integer) : integer;
}

/** An integer that may have to be one of Perl's integers. */
function fromDouble(value: number): Numeric {
  return Math.abs(value) >= BIG && Math.abs(value) < EXACT && Number.isInteger(value) ? BigInt(value) : value;
}

export function absolute(value: Value): Numeric {
  const number = numberOf(value);
  if (typeof number === "number") return fromDouble(Math.abs(number));
  return fromInteger(magnitude(number));
}

export function squareRoot(value: Value): Numeric {
  const number = numberOf(value);
  if (number === ZERO_OF_ANY_SIGN || isNegativeZero(value)) return ZERO_OF_ANY_SIGN;
  if (number < 0) fault(`Can't take sqrt of ${general(Number(number), 6, false)}`);
  return Math.sqrt(Number(number));
}

/** <=>; undefined when one of them is no number. */
export function compareNumbers(a: Value, b: Value): number | undefined {
  const [x, y] = comparable(numberOf(a), numberOf(b));
  return x < y ? -1 : x > y ? 1 : x === y ? 0 : undefined;
}

/** Hot, as all comparisons. */
export function less(a: Value, b: Value): boolean {
  const x = numberOf(a);
  const y = numberOf(b);
  if (typeof x === "number" && typeof y === "number") return x < y;
  const [left, right] = comparable(x, y);
  return left < right;
}

export function lessOrEqual(a: Value, b: Value): boolean {
  const x = numberOf(a);
  const y = numberOf(b);
  if (typeof x === "number" && typeof y === "number") return x <= y;
  const [left, right] = comparable(x, y);
  return left <= right;
}

export function greater(a: Value, b: Value): boolean {
  return less(b, a);
}

export function greaterOrEqual(a: Value, b: Value): boolean {
  return lessOrEqual(b, a);
}

export function equal(a: Value, b: Value): boolean {
  // A number may be an address only by chance.
  if (typeof a === "object" || typeof b === "object") return a === b;
  const x = numberOf(a);
  const y = numberOf(b);
  if (typeof x === "number" && typeof y === "number") return x === y;
  const [left, right] = comparable(x, y);
  return left === right;
}

/** An integer and an NV meet as NVs. */
function comparable(x: Numeric, y: Numeric): readonly [Numeric, Numeric] {
  return typeof x === typeof y ? [x, y] : [Number(x), Number(y)];
}

const UNSIGNED = 1n << 64n;

/** A value as an unsigned integer of 64 bits. */
export function unsigned(value: Value): bigint {
  const number = numberOf(value);
  if (typeof number === "bigint") return number < 0n ? number + UNSIGNED : number;
  if (Number.isNaN(number)) return 0n;
  if (number >= 2 ** 64) return UNSIGNED - 1n;
  if (number < -(2 ** 63)) return 1n << 63n;
  const integer = BigInt(Math.trunc(number));
  return integer < 0n ? integer + UNSIGNED : integer;
}

function small(value: Value): value is number {
  return typeof value === "number" && (value | 0) === value && value >= 0;
}

function noTexts(a: Value, b: Value): void {
  // Whether Perl works on bytes or numbers depends on what was done with the texts before. Undef counts as a text.
  if (isNoNumber(a) && isNoNumber(b)) giveUp("a bit operation on two texts");
}

function isNoNumber(value: Value): boolean {
  return typeof value === "string" || value === undefined;
}

export function bitAnd(a: Value, b: Value): Numeric {
  if (small(a) && small(b)) return a & b;
  noTexts(a, b);
  return fromInteger(unsigned(a) & unsigned(b));
}

export function bitOr(a: Value, b: Value): Numeric {
  if (small(a) && small(b)) return a | b;
  noTexts(a, b);
  return fromInteger(unsigned(a) | unsigned(b));
}

export function bitXor(a: Value, b: Value): Numeric {
  if (small(a) && small(b)) return a ^ b;
  noTexts(a, b);
  return fromInteger(unsigned(a) ^ unsigned(b));
}

export function bitNot(value: Value): Numeric {
  if (typeof value === "string") giveUp("a bit operation on a text");
  return fromInteger(UNSIGNED - 1n - unsigned(value));
}

/** Shifts by more than the width give 0, by less than 0 go the other way. */
export function shiftLeft(a: Value, b: Value): Numeric {
  const count = Math.trunc(Number(numberOf(b)));
  if (count < 0) return shiftRight(a, -count);
  return count > 63 ? 0 : fromInteger((unsigned(a) << BigInt(count)) & (UNSIGNED - 1n));
}

export function shiftRight(a: Value, b: Value): Numeric {
  const count = Math.trunc(Number(numberOf(b)));
  if (count < 0) return shiftLeft(a, -count);
  return count > 63 ? 0 : fromInteger(unsigned(a) >> BigInt(count));
}
