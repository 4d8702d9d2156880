/** Arrays and hashes: elements, slices, and what references lead to, with autovivification. */
import { EntryHash, type Hash, type HashLike, isHash } from "./hash.js";
import { numberOf, textOf } from "./text.js";
import { Box, Code, fault, giveUp, type Value } from "./values.js";

/** Longer arrays than this are for the real Perl. */
const LENGTH_MAX = 10_000_000;

/** An index as a JavaScript one; negative ones count from the end. */
export function position(array: readonly Value[], index: Value): number {
  const at = typeof index === "number" && (index | 0) === index ? index : Math.trunc(Number(numberOf(index))) || 0;
  return at < 0 ? at + array.length : at;
}

export function arrayGet(array: readonly Value[], index: Value): Value {
  const at = position(array, index);
  return at >= 0 && at < array.length ? array[at] : undefined;
}

export function arraySet(array: Value[], index: Value, value: Value): Value {
  const at = place(array, index);
  array[at] = value;
  return value;
}

/** The index of an element that is going to be written: everything before it exists. */
function place(array: Value[], index: Value): number {
  const at = position(array, index);
  if (at < 0) fault(`Modification of non-creatable array value attempted, subscript ${at - array.length}`);
  if (!(at < LENGTH_MAX)) giveUp("a very long array");
  while (array.length < at) array.push(undefined);
  return at;
}

export function hashSet(hash: HashLike, key: string, value: Value): Value {
  hash.set(key, value);
  return value;
}

export function setLastIndex(array: Value[], last: Value): Value {
  const length = Math.trunc(Number(numberOf(last))) + 1;
  if (!(length >= 0 && length < LENGTH_MAX)) giveUp("an array length out of bounds");
  while (array.length < length) array.push(undefined);
  array.length = length;
  return last;
}

/** Elements before `local`; what did not exist is null. */
export interface SavedElements {
  readonly hash: HashLike;
  readonly before: readonly (readonly [key: string, value: { readonly value: Value } | null])[];
}

export function localizeElements(hash: HashLike, keys: readonly Value[], values: readonly Value[]): SavedElements {
  const names = keys.map(textOf);
  const before = names.map((key) => [key, hash.has(key) ? { value: hash.get(key) } : null] as const);
  names.forEach((key, index) => void hash.set(key, values[index]));
  return { hash, before };
}

export function restoreElements({ hash, before }: SavedElements): void {
  for (const [key, saved] of [...before].reverse()) {
    if (saved === null) hash.delete(key);
    else hash.set(key, saved.value);
  }
}

export function makeHash(list: readonly Value[], textOf: (value: Value) => string): Hash {
  const hash: Hash = new Map();
  for (let at = 0; at < list.length; at += 2) hash.set(textOf(list[at]), list[at + 1]);
  return hash;
}

export function fillHash(list: readonly Value[], put: (hash: Hash, item: Value) => void): Hash {
  const hash: Hash = new Map();
  for (let at = 0; at < list.length; at++) put(hash, list[at]);
  return hash;
}

export function flatten(hash: HashLike): Value[] {
  const list: Value[] = [];
  for (const [key, value] of hash.entries()) list.push(key, value);
  return list;
}

const EMPTY: Value[] = [];

/** What a reference to an array points to; undef is an empty array that nobody keeps. */
export function arrayIn(reference: Value): Value[] {
  if (Array.isArray(reference)) return reference;
  if (reference === undefined) {
    EMPTY.length = 0;
    return EMPTY;
  }
  return notA("an ARRAY", reference);
}

/** `scalar(@$reference)`: of what is undef Perl tells undef, and not 0. */
export function itemCount(reference: Value): number | undefined {
  return reference === undefined ? undefined : arrayOf(reference).length;
}

export function keyCount(reference: Value): number | undefined {
  return reference === undefined ? undefined : hashIn(reference).size;
}

/** What something of the calling code, or of a block, points to: where it is undef, it comes to be there. */
export function arrayGiven(reference: Value): Value[] {
  return reference === undefined ? giveUp("a reference that comes to be elsewhere") : arrayOf(reference);
}

export function hashGiven(reference: Value): HashLike {
  return reference === undefined ? giveUp("a reference that comes to be elsewhere") : hashOf(reference);
}

/** The value of something that comes to be a reference if it is undef. */
export function presentNow(value: Value): Value {
  return value === undefined ? giveUp("a value that comes to be a reference") : value;
}

/** What a value points to that is no variable's: nothing can come to be there. */
export function arrayThere(reference: Value): Value[] {
  return reference === undefined ? fault("Can't use an undefined value as an ARRAY reference") : arrayOf(reference);
}

export function hashThere(reference: Value): HashLike {
  return reference === undefined ? fault("Can't use an undefined value as a HASH reference") : hashOf(reference);
}

/** What a reference to a scalar leads to, made where it is undef. */
export function arrayInBox(box: Box): Value[] {
  if (box.v === undefined) box.v = [];
  return arrayOf(box.v);
}

export function hashInBox(box: Box): HashLike {
  if (box.v === undefined) box.v = new Map();
  return hashOf(box.v);
}

export function hashIn(reference: Value): HashLike {
  if (isHash(reference)) return reference;
  return reference === undefined ? new Map() : notA("a HASH", reference);
}

/** As above, for what is not undef. */
export function arrayOf(reference: Value): Value[] {
  return Array.isArray(reference) ? reference : notA("an ARRAY", reference);
}

/** Hot. */
export function hashOf(reference: Value): HashLike {
  if (reference instanceof Map || reference instanceof EntryHash) return reference;
  return isHash(reference) ? reference : notA("a HASH", reference);
}

export function codeOf(reference: Value): Code {
  if (reference instanceof Code) return reference;
  if (reference === undefined) fault("Can't use an undefined value as a subroutine reference");
  return notA("a CODE", reference);
}

export function boxOf(reference: Value): Box {
  if (reference instanceof Box) return reference;
  return notA("a SCALAR", reference);
}

function notA(what: string, reference: Value): never {
  if (typeof reference !== "object") giveUp("a symbolic reference");
  return fault(`Not ${what} reference`);
}

/** The array in an element, made where there is none. */
export function arrayInArray(array: Value[], index: Value): Value[] {
  const found = arrayGet(array, index);
  return found === undefined ? (arraySet(array, index, []) as Value[]) : arrayOf(found);
}

export function hashInArray(array: Value[], index: Value): HashLike {
  const found = arrayGet(array, index);
  return found === undefined ? (arraySet(array, index, new Map()) as Hash) : hashOf(found);
}

export function arrayInHash(hash: HashLike, key: string): Value[] {
  const found = hash.get(key);
  return found === undefined ? (hashSet(hash, key, []) as Value[]) : arrayOf(found);
}

export function hashInHash(hash: HashLike, key: string): HashLike {
  const found = hash.get(key);
  return found === undefined ? (hashSet(hash, key, new Map()) as Hash) : hashOf(found);
}

/** Not by spreading: JavaScript passes only so many parameters. */
export function pushAll(array: Value[], list: readonly Value[]): number {
  const { length } = list;
  if (array.length + length > LENGTH_MAX) giveUp("a very long array");
  for (let at = 0; at < length; at++) array.push(list[at]);
  return array.length;
}

export function unshiftAll(array: Value[], list: readonly Value[]): number {
  insert(array, 0, 0, list);
  return array.length;
}

function insert(array: Value[], start: number, count: number, list: readonly Value[]): Value[] {
  const inserted = list === array ? array.slice() : list;
  const rest = array.slice(start + count);
  const removed = array.slice(start, start + count);
  array.length = start;
  pushAll(array, inserted);
  pushAll(array, rest);
  return removed;
}

export function spliceArray(array: Value[], parameters: readonly Value[], list: readonly Value[]): Value[] {
  const { length } = array;
  let start = parameters.length > 0 ? Math.trunc(Number(numberOf(parameters[0]))) : 0;
  if (start < 0) start += length;
  if (start < 0) fault(`Modification of non-creatable array value attempted, subscript ${start - length}`);
  if (start > length) start = length;
  let count = parameters.length > 1 ? Math.trunc(Number(numberOf(parameters[1]))) : length - start;
  if (count < 0) count = Math.max(0, length - start + count);
  return insert(array, start, Math.min(count, length - start), list);
}
