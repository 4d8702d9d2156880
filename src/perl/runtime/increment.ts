/** `++` and `--` (perlop: Auto-increment and Auto-decrement). */
import { addOne, subtractOne } from "./arithmetic.js";
import { mayHaveBeenNumber, numberOf } from "./text.js";
import { giveUp, type Value } from "./values.js";

const NUMBER = /^[ \t\n\r\f\v]*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[ \t\n\r\f\v]*$/;

/** Hot. */
export function increment(value: Value): Value {
  if (typeof value === "number" && value < 1e14) return value + 1;
  if (typeof value === "string") return incrementText(value);
  return addOne(value);
}

export function decrement(value: Value): Value {
  return subtractOne(value);
}

function incrementText(text: string): Value {
  if (text === "") return 1;
  // Digits count up as a text does; where that shows, it has to be known that they are no number yet.
  if (/^(?:0|[1-9]\d{0,13})$/.test(text)) return Number(text) + 1;
  if (!/^\d+$/.test(text) && NUMBER.test(text)) return addOne(numberOf(text));
  // Once used as a number it is one, and Perl remembers that.
  if (mayHaveBeenNumber(text)) giveUp("++ of a text that was used as a number");
  if (/^[a-zA-Z]*[0-9]*$/.test(text)) return following(text);
  if (/^[ \t\n\r\f\v]*[+-]?(?:inf|nan)/i.test(text)) giveUp("++ of a word that is a number");
  // The number in front of other text is never an integer for Perl.
  return Number(numberOf(text)) + 1;
}

/** The text after: "az" -> "ba", "Zz" -> "AAa", "a9" -> "b0". */
export function following(text: string): string {
  const characters = [...text];
  for (let at = characters.length - 1; at >= 0; at--) {
    const character = characters[at] as string;
    if (character !== "z" && character !== "Z" && character !== "9") {
      characters[at] = String.fromCharCode(character.charCodeAt(0) + 1);
      return characters.join("");
    }
    characters[at] = character === "z" ? "a" : character === "Z" ? "A" : "0";
  }
  const first = characters[0] as string;
  return (first === "0" ? "1" : first) + characters.join("");
}

const RANGE_MAX = 1_000_000;

/** `from .. to` */
export function range(from: Value, to: Value): Value[] {
  if (isTextRange(from, to)) return textRange((from ?? "") as string, (to ?? "") as string);
  const [first, last] = [Math.trunc(Number(numberOf(from))), Math.trunc(Number(numberOf(to)))];
  if (!(Math.abs(first) < 1e15 && Math.abs(last) < 1e15)) giveUp("a range of large numbers");
  if (last - first > RANGE_MAX) giveUp("a long range");
  const values: Value[] = [];
  for (let value = first; value <= last; value++) values.push(value);
  return values;
}

/** Texts that are no numbers, also with undef, count up as texts do; in front of a number undef is 0. */
function isTextRange(from: Value, to: Value): boolean {
  if (!isTextOrUndef(from) || !isTextOrUndef(to)) return false;
  for (const end of [from, to]) if (mayHaveBeenNumber(end ?? "")) giveUp("a range of texts that were used as numbers");
  if (from === undefined) return to === undefined || !looksNumeric(to);
  if (!looksNumeric(from) || (from.startsWith("0") && from !== "0")) return true;
  return to !== undefined && !looksNumeric(to);
}

function isTextOrUndef(value: Value): value is string | undefined {
  return typeof value === "string" || value === undefined;
}

function looksNumeric(text: string): boolean {
  if (/^[ \t\n\r\f\v]*[+-]?(?:inf|nan)/i.test(text)) giveUp("a range of words that are numbers");
  return NUMBER.test(text);
}

function textRange(from: string, to: string): Value[] {
  if (NUMBER.test(from)) giveUp("a range between numbers with leading zeros");
  const values: Value[] = [];
  let text = from;
  while (text.length <= to.length) {
    values.push(text);
    if (text === to || values.length > RANGE_MAX) break;
    if (!/^[a-zA-Z]*[0-9]*$/.test(text) || text === "") break;
    text = following(text);
  }
  return values;
}
