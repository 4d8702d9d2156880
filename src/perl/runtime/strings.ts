/** Built-in functions on texts. */
import { numberOf, textOf } from "./text.js";
import { giveUp, type Value } from "./values.js";

/** Texts longer than this are for the real Perl, which has a limit of memory. */
const LENGTH_MAX = 20_000_000;

/** V8 ends the process when it replaces many parts of a very long text. */
function checkLength(text: string): void {
  if (text.length > LENGTH_MAX) giveUp("a very long text");
}

export function lower(text: string): string {
  checkLength(text);
  return /[\x80-\xff]/.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text.toLowerCase();
}

export function upper(text: string): string {
  checkLength(text);
  return /[\x80-\xff]/.test(text) ? text.replace(/[a-z]+/g, (letters) => letters.toUpperCase()) : text.toUpperCase();
}

export function lowerFirst(text: string): string {
  return lower(text.slice(0, 1)) + text.slice(1);
}

export function upperFirst(text: string): string {
  return upper(text.slice(0, 1)) + text.slice(1);
}

export function quoteMeta(text: string): string {
  checkLength(text);
  return text.replace(/[^A-Za-z0-9_]/g, "\\$&");
}

export function repeat(text: string, count: Value): string {
  const times = timesOf(count);
  if (text.length * times > LENGTH_MAX) giveUp("a very long text");
  return text.repeat(times);
}

export function repeatList(list: readonly Value[], count: Value): Value[] {
  const times = timesOf(count);
  if (list.length * times > LENGTH_MAX / 10) giveUp("a very long list");
  const result: Value[] = [];
  for (let time = 0; time < times; time++) result.push(...list);
  return result;
}

function timesOf(count: Value): number {
  const number = Number(numberOf(count));
  if (!(number < LENGTH_MAX))
    return Number.isNaN(number) || number === Number.POSITIVE_INFINITY ? 0 : giveUp("a very long text");
  return number > 0 ? Math.trunc(number) : 0;
}

function integerOf(value: Value): number {
  const number = Number(numberOf(value));
  return Number.isNaN(number) ? 0 : Math.trunc(number);
}

/** Where a part of a text begins and ends; null: outside. */
export function partOf(
  length: number,
  offset: Value,
  count: Value,
  hasCount: boolean,
): readonly [number, number] | null {
  const from = integerOf(offset);
  let start = from < 0 ? from + length : from;
  if (start > length) return null;
  let end = length;
  if (hasCount && count !== undefined) {
    const size = integerOf(count);
    end = size < 0 ? length + size : start + size;
  } else if (hasCount) end = start;
  if (start < 0) {
    // A part that begins before the text and does not reach it is outside.
    if (end < 0) return null;
    start = 0;
  }
  return [start, Math.max(start, Math.min(end, length))];
}

export function substring(text: string, offset: Value, count?: Value, hasCount = false): string | undefined {
  const part = partOf(text.length, offset, count, hasCount);
  return part === null ? undefined : text.slice(part[0], part[1]);
}

export function indexOf(text: string, part: string, from?: Value): number {
  const start = from === undefined ? 0 : integerOf(from);
  const at = Math.min(Math.max(start, 0), text.length);
  return text.indexOf(part, at);
}

export function lastIndexOf(text: string, part: string, from?: Value, hasFrom = false): number {
  if (!hasFrom) return text.lastIndexOf(part);
  const start = integerOf(from);
  if (start < 0)
    return part === "" ? 0 : start + 0 < 0 && text.startsWith(part) && start === 0 ? 0 : part === "" ? 0 : -1;
  return text.lastIndexOf(part, start);
}

export function character(value: Value): string {
  const code = Number(numberOf(value));
  if (!(code >= 0 && code < 256)) giveUp("a character that is no byte");
  return String.fromCharCode(Math.trunc(code));
}

export function ordinal(text: string): number {
  return text === "" ? 0 : text.charCodeAt(0);
}

export function hexadecimal(text: string): number | bigint {
  const digits = /^(?:0?[xX])?([0-9a-fA-F]*)/.exec(text) as RegExpExecArray;
  return radix(text, digits[1] as string, "0x", digits[0].length);
}

export function octal(text: string): number | bigint {
  const trimmed = text.replace(/^[ \t\n\r\f\v]+/, "");
  if (/^0?[xX]/.test(trimmed)) return hexadecimal(trimmed);
  if (/^0?[bB]/.test(trimmed)) {
    const binary = /^0?[bB]([01]*)/.exec(trimmed) as RegExpExecArray;
    return radix(trimmed, binary[1] as string, "0b", binary[0].length);
  }
  const digits = /^(?:0?[oO])?([0-7]*)/.exec(trimmed) as RegExpExecArray;
  return radix(trimmed, digits[1] as string, "0o", digits[0].length);
}

function radix(text: string, digits: string, prefix: string, end: number): number | bigint {
  if (text[end] === "_") giveUp("underscores in a number");
  if (digits === "") return 0;
  const value = BigInt(prefix + digits);
  if (value >= 1n << 64n) giveUp("a number of more than 64 bits");
  return value < 10n ** 15n ? Number(value) : value;
}

export function join(separator: string, list: readonly Value[]): string {
  const { length } = list;
  if (length === 0) return "";
  let text = textOf(list[0]);
  for (let at = 1; at < length; at++) text += separator + textOf(list[at]);
  if (text.length > LENGTH_MAX) giveUp("a very long text");
  return text;
}

/** `scalar(reverse(...))`; of an empty list it would be that of `$_`. */
export function reverseAll(list: readonly Value[]): string {
  if (list.length === 0) giveUp("scalar reverse of an empty list");
  return reverseText(list.map(textOf).join(""));
}

export function reverseText(text: string): string {
  let reversed = "";
  for (let at = text.length - 1; at >= 0; at--) reversed += text[at];
  return reversed;
}

/** How tr/// changes a text; the table is made once. */
export interface Transliterator {
  /** By byte: the new character, null: deleted, undefined: as it is. */
  readonly table: readonly (string | null | undefined)[];
  readonly squeezes: boolean;
}

export function makeTransliterator(from: string, to: string, flags: string): Transliterator {
  const isComplement = flags.includes("c");
  const deletes = flags.includes("d");
  const sources = isComplement ? complementOf(from) : from;
  const targets = to === "" && !deletes ? sources : to;
  const table: (string | null | undefined)[] = new Array(256).fill(undefined);
  [...sources].forEach((source, index) => {
    const code = source.charCodeAt(0);
    if (table[code] !== undefined) return;
    table[code] = index < targets.length ? (targets[index] as string) : deletes ? null : (targets.at(-1) as string);
  });
  return { table, squeezes: flags.includes("s") };
}

function complementOf(characters: string): string {
  let complement = "";
  for (let code = 0; code < 256; code++) {
    const text = String.fromCharCode(code);
    if (!characters.includes(text)) complement += text;
  }
  return complement;
}

const PART_LENGTH = 4096;

export function transliterate(
  text: string,
  { table, squeezes }: Transliterator,
): { readonly text: string; readonly count: number } {
  let result = "";
  // A character at a time would take the memory of an object for each one.
  const codes: number[] = [];
  let count = 0;
  let last: string | null = null;
  for (let at = 0; at < text.length; at++) {
    if (codes.length === PART_LENGTH) result += String.fromCharCode(...codes.splice(0));
    const code = text.charCodeAt(at);
    const target = table[code];
    if (target === undefined) {
      codes.push(code);
      last = null;
      continue;
    }
    count++;
    if (target === null) continue;
    if (!squeezes || last !== target) codes.push(target.charCodeAt(0));
    last = target;
  }
  result += String.fromCharCode(...codes);
  return { text: result, count };
}
