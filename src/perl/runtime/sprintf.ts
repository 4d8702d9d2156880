/** sprintf (perldoc -f sprintf), for bytes. */

import { unsigned } from "./arithmetic.js";
import { character } from "./strings.js";
import {
  decimal,
  exponentText,
  fraction,
  general,
  isNegativeZero,
  mayHaveBeenNumber,
  numberOf,
  scaledInteger,
  textOf,
  ZERO_OF_ANY_SIGN,
} from "./text.js";
import { giveUp, type Value } from "./values.js";

const DIRECTIVE = /%([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d*))?(?:ll|l|q|L|V|z|t|j)?([a-zA-Z%])/y;
const WIDTH_MAX = 100_000;

/** Literal text, or a directive. */
type Piece =
  | string
  | {
      readonly flags: string;
      readonly width: string | undefined;
      readonly precision: string | undefined;
      readonly letter: string;
      /** The same for every value, when neither width nor precision is one. */
      readonly spec: Spec | null;
    };

const FORMATS_MAX = 1000;
const formats = new Map<string, readonly Piece[]>();

export function sprintf(format: string, parameters: readonly Value[]): string {
  let pieces = formats.get(format);
  if (pieces === undefined) {
    pieces = parseFormat(format);
    if (formats.size >= FORMATS_MAX) formats.clear();
    formats.set(format, pieces);
  }
  let next = 0;
  const take = (): Value => (next < parameters.length ? parameters[next++] : undefined);
  let text = "";
  for (const piece of pieces) {
    if (typeof piece === "string") text += piece;
    else {
      const spec = piece.spec ?? specOf(piece.flags, piece.width, piece.precision, take);
      text += directive(piece.letter, spec, take());
    }
  }
  return text;
}

function parseFormat(format: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < format.length; ) {
    const percent = format.indexOf("%", at);
    if (percent < 0) {
      pieces.push(format.slice(at));
      break;
    }
    if (percent > at) pieces.push(format.slice(at, percent));
    DIRECTIVE.lastIndex = percent;
    const found = DIRECTIVE.exec(format);
    if (found === null) return giveUp("a directive of sprintf");
    at = DIRECTIVE.lastIndex;
    const [whole, flags = "", width, precision, letter = ""] = found;
    if (letter === "%") {
      if (whole !== "%%") giveUp("a directive of sprintf");
      pieces.push("%");
      continue;
    }
    const isFixed = width !== "*" && precision !== "*";
    const spec = isFixed ? specOf(flags, width, precision, () => undefined) : null;
    pieces.push({ flags, width, precision, letter, spec });
  }
  return pieces;
}

interface Spec {
  readonly left: boolean;
  readonly plus: boolean;
  readonly space: boolean;
  readonly zero: boolean;
  readonly alternate: boolean;
  readonly width: number;
  /** Null: none. */
  readonly precision: number | null;
}

function specOf(flags: string, width: string | undefined, precision: string | undefined, take: () => Value): Spec {
  let left = flags.includes("-");
  let columns = width === undefined ? 0 : width === "*" ? integer(take()) : Number(width);
  if (columns < 0) {
    left = true;
    columns = -columns;
  }
  let digits = precision === undefined ? null : precision === "*" ? integer(take()) : Number(precision);
  if (digits !== null && digits < 0) digits = null;
  if (columns > WIDTH_MAX || (digits ?? 0) > WIDTH_MAX) giveUp("a wide directive of sprintf");
  const [plus, space, zero, alternate] = ["+", " ", "0", "#"].map((flag) => flags.includes(flag)) as [
    boolean,
    boolean,
    boolean,
    boolean,
  ];
  return { left, plus, space, zero, alternate, width: columns, precision: digits };
}

function integer(value: Value): number {
  return Math.trunc(Number(numberOf(value)));
}

function directive(letter: string, spec: Spec, value: Value): string {
  switch (letter) {
    case "s":
      return padded(textOf(value), spec);
    case "c":
      return padded(character(value), spec);
    case "d":
    case "i":
      return signedInteger(value, spec);
    case "u":
    case "o":
    case "x":
    case "X":
    case "b":
    case "B":
      return unsignedInteger(letter, value, spec);
    case "e":
    case "E":
    case "f":
    case "F":
    case "g":
    case "G":
      return floating(letter, value, spec);
    default:
      return giveUp("a directive of sprintf");
  }
}

function padded(text: string, spec: Spec): string {
  return pad(spec.precision === null ? text : text.slice(0, spec.precision), "", spec, spec.zero);
}

function pad(text: string, sign: string, spec: Spec, zeros: boolean): string {
  const missing = spec.width - text.length - sign.length;
  if (missing <= 0) return sign + text;
  if (spec.left) return sign + text + " ".repeat(missing);
  return zeros ? sign + "0".repeat(missing) + text : " ".repeat(missing) + sign + text;
}

function signOf(isNegative: boolean, spec: Spec): string {
  return isNegative ? "-" : spec.plus ? "+" : spec.space ? " " : "";
}

function signedInteger(value: Value, spec: Spec): string {
  const number = numberOf(value);
  if (typeof number === "number" && !Number.isFinite(number)) return infinite(number, spec);
  if (typeof number === "number" && Math.abs(number) < Number.MAX_SAFE_INTEGER) {
    // Hot: all but very large numbers.
    const whole = Math.trunc(number);
    const digits = withPrecision(`${Math.abs(whole)}`, spec);
    return pad(digits, signOf(whole < 0, spec), spec, spec.zero && spec.precision === null);
  }
  const exact = BigInt.asIntN(64, unsigned(number));
  const digits = (exact < 0n ? -exact : exact).toString();
  return pad(withPrecision(digits, spec), signOf(exact < 0n, spec), spec, spec.zero && spec.precision === null);
}

function withPrecision(digits: string, spec: Spec): string {
  if (spec.precision === 0 && digits === "0") return "";
  return digits.padStart(spec.precision ?? 0, "0");
}

const RADIX: Readonly<Record<string, number>> = { u: 10, o: 8, x: 16, X: 16, b: 2, B: 2 };

function unsignedInteger(letter: string, value: Value, spec: Spec): string {
  const number = numberOf(value);
  if (typeof number === "number" && !Number.isFinite(number)) return infinite(number, spec);
  const exact = unsigned(number);
  let digits = exact.toString(RADIX[letter]);
  if (letter === "X") digits = digits.toUpperCase();
  let text = withPrecision(digits, spec);
  let prefix = "";
  if (spec.alternate && letter === "o" && !text.startsWith("0")) text = `0${text}`;
  if (spec.alternate && exact !== 0n && letter !== "u" && letter !== "o") prefix = `0${letter}`;
  return pad(text, prefix, spec, spec.zero && spec.precision === null);
}

function infinite(number: number, spec: Spec): string {
  // Perl 5.36 fills with zeros, and prints a plus for a space.
  if (spec.zero || spec.space) giveUp("such a form of no number");
  const sign = Number.isNaN(number) ? "" : signOf(number < 0, spec);
  return pad(Number.isNaN(number) ? "NaN" : "Inf", sign, spec, false);
}

function floating(letter: string, value: Value, spec: Spec): string {
  const number = doubleOf(value);
  if (!Number.isFinite(number)) return infinite(number, spec);
  const isNegative = number < 0 || Object.is(number, -0);
  const text = magnitudeText(letter.toLowerCase(), Math.abs(number), spec);
  return pad(/[EG]/.test(letter) ? text.toUpperCase() : text, signOf(isNegative, spec), spec, spec.zero);
}

function doubleOf(value: Value): number {
  if (value === ZERO_OF_ANY_SIGN) giveUp("the sign of a zero");
  if (!isNegativeZero(value)) return Number(numberOf(value));
  return mayHaveBeenNumber(value as string) ? giveUp("the sign of a zero") : -0;
}

function magnitudeText(letter: string, value: number, spec: Spec): string {
  const precision = spec.precision ?? 6;
  if (letter === "g") return general(value, precision, spec.alternate);
  if (letter === "f") {
    const digits = scaledInteger(value, precision)
      .toString()
      .padStart(precision + 1, "0");
    const point = digits.length - precision;
    return digits.slice(0, point) + fraction(digits.slice(point), spec.alternate);
  }
  if (value === 0) return `0${fraction("0".repeat(precision), spec.alternate)}e+00`;
  const { text, exponent } = decimal(value, precision + 1);
  return `${text[0]}${fraction(text.slice(1), spec.alternate)}e${exponentText(exponent)}`;
}
