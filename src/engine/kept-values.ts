/**
 * What an operation keeps of the values of the event that started it. There may be a million
 * operations, and most need a value or two: these are kept as one string, and are values again
 * when an action list or a pattern needs them.
 *
 *   needed       kept
 *   $2           "root"
 *   $1 and $3    '["10.1.2.3","root"]'
 *   $+{user}     the values themselves, as everything that is not just numbers
 */
import type { StartValues } from "./binding.js";

/** null: the pattern sets no variables. */
export type KeptValues = StartValues | string | null;

/** `numbers` are those of the variables that are needed, of which `values` has no others. */
export function pack(values: StartValues, numbers: readonly number[]): KeptValues {
  const needed = numbers.map((number) => values.numbered[number]);
  const [only] = needed;
  if (needed.length === 0 || values.cache !== null || needed.includes(undefined)) return values;
  return needed.length === 1 ? (only as string) : JSON.stringify(needed);
}

export function unpack(kept: string, numbers: readonly number[]): StartValues {
  const needed = numbers.length === 1 ? [kept] : (JSON.parse(kept) as string[]);
  const numbered: (string | undefined)[] = new Array(Math.max(...numbers) + 1).fill(undefined);
  for (const [index, number] of numbers.entries()) numbered[number] = needed[index];
  return { numbered, named: null, inputSource: undefined, internalContext: undefined, cache: null };
}
