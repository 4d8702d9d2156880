/** Lists: assignment, sort, and what works item by item. */
import { compareNumbers } from "./arithmetic.js";
import { arraySet, position } from "./containers.js";
import type { HashLike } from "./hash.js";
import type { State } from "./state.js";
import { callForValue, placed } from "./state.js";
import { numberOf, textOf } from "./text.js";
import { Box, type Code, Death, giveUp, type Place, type Value } from "./values.js";

export function replaceArray(array: Value[], list: readonly Value[]): Value[] {
  const copy = list === array ? list : list.slice();
  array.length = 0;
  for (const value of copy) array.push(value);
  return array;
}

export function replaceHash(hash: HashLike, list: readonly Value[]): HashLike {
  hash.clear();
  for (let at = 0; at < list.length; at += 2) hash.set(textOf(list[at]), list[at + 1]);
  return hash;
}

export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function sortTexts(list: readonly Value[]): Value[] {
  return sortAll(list, (a, b) => compareTexts(textOf(a), textOf(b)));
}

/** JavaScript would put undefined last, whatever the order is. */
function sortAll(list: readonly Value[], order: (a: Value, b: Value) => number): Value[] {
  if (!list.includes(undefined)) return list.slice().sort(order);
  const cells = list.map((value) => ({ value }));
  return cells.sort((a, b) => order(a.value, b.value)).map(({ value }) => value);
}

/** `@a = sort ... @a` drops elements that were never assigned, which only Perl can tell from undef. */
export function withoutUndefined(list: readonly Value[]): readonly Value[] {
  return list.includes(undefined) ? giveUp("sort in place of undef") : list;
}

/**
 * Items of a hash in an order that Perl does not know either: when two of them count as
 * equal, the order is an accident, which only the real Perl can have.
 */
export function sortWith(
  list: readonly Value[],
  compare: (a: Value, b: Value) => Value,
  state: State,
  isUnordered: boolean,
): Value[] {
  const order = (a: Value, b: Value): number => {
    const result = Number(numberOf(compare(a, b)));
    if (Number.isNaN(result)) giveUp("sort of what cannot be compared");
    return result;
  };
  const sorted = sortAll(list, order);
  if (isUnordered && !state.dirty) {
    for (let at = 1; at < sorted.length; at++) {
      if (order(sorted[at - 1], sorted[at]) === 0 && sorted[at - 1] !== sorted[at]) giveUp("the order of a hash");
    }
  }
  return sorted;
}

/** With a named function, which finds the two values in package variables. */
export function sortBy(
  list: readonly Value[],
  code: Code,
  first: Box,
  second: Box,
  state: State,
  isUnordered: boolean,
): Value[] {
  if (code.origin?.isComparison !== true) giveUp("a function that became another one");
  const [a, b] = [first.v, second.v];
  const compare = (x: Value, y: Value): Value => {
    first.v = x;
    second.v = y;
    return callForValue(state, code, []);
  };
  try {
    return sortWith(list, compare, state, isUnordered);
  } finally {
    first.v = a;
    second.v = b;
  }
}

export function numericOrder(a: Value, b: Value): Value {
  return compareNumbers(a, b);
}

/** Sums over a hash come out the same in any order when they are integers. */
export function checkIntegers(a: Value, b: Value): void {
  for (const value of [a, b]) {
    const number = numberOf(value);
    if (typeof number !== "number" || !Number.isInteger(number) || Math.abs(number) > 1e12)
      giveUp("a sum in the order of a hash");
  }
}

/** die() */
export function dieWith(state: State, list: readonly Value[], place: Place, line: number): never {
  const [only] = list;
  if (list.length === 1 && typeof only === "object") throw new Death(only);
  let message = list.map(textOf).join("");
  if (message === "") {
    const before = state.error;
    if (typeof before === "object") giveUp("die with a reference in $@");
    message = textOf(before) === "" ? "Died" : `${textOf(before)}\t...propagated`;
  }
  throw new Death(message.endsWith("\n") ? message : placed(message, { evaluation: place.evaluation, line }));
}

export function newBox(value: Value): Box {
  const box = new Box();
  box.v = value;
  return box;
}

/** chomp of an array: how many newlines went. */
export function chompAll(array: Value[]): number {
  let count = 0;
  array.forEach((value, index) => {
    const text = textOf(value);
    if (!text.endsWith("\n")) return;
    array[index] = text.slice(0, -1);
    count++;
  });
  return count;
}

/** `@list[1, 2]`, `(list)[1, 2]`; of an empty list nothing comes. */
export function listSlice(list: readonly Value[], indexes: readonly Value[]): Value[] {
  if (list.length === 0) return [];
  return indexes.map((index) => {
    const at = Math.trunc(Number(numberOf(index)));
    return list[at < 0 ? at + list.length : at];
  });
}

export function arraySlice(array: readonly Value[], indexes: readonly Value[]): Value[] {
  return indexes.map((index) => {
    const at = Math.trunc(Number(numberOf(index)));
    return array[at < 0 ? at + array.length : at];
  });
}

export function hashSlice(hash: HashLike, keys: readonly Value[]): Value[] {
  return keys.map((key) => hash.get(textOf(key)));
}

/** A slice whose elements are handed on themselves: all of them exist from then on. */
export function arraySliceMade(state: State, array: Value[], indexes: readonly Value[]): Value[] {
  for (const index of indexes) {
    if (position(array, index) in array) continue;
    state.dirty = true;
    arraySet(array, index, undefined);
  }
  return arraySlice(array, indexes);
}

export function hashSliceMade(state: State, hash: HashLike, keys: readonly Value[]): Value[] {
  const names = keys.map(textOf);
  for (const name of names) {
    if (hash.has(name)) continue;
    state.dirty = true;
    hash.set(name, undefined);
  }
  return names.map((name) => hash.get(name));
}

export function hashDelete(hash: HashLike, key: string): Value {
  const value = hash.get(key);
  hash.delete(key);
  return value;
}
