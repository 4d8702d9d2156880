/**
 * A second look at lines in which a subject was found: has the line the other literals that the
 * subject requires, too?
 *
 *   pattern            (\S+) cron\[\d+\]: quota (\S+) demoted
 *   looked for         "]: quota " and " demoted": found in many lines of other programs
 *   confirmed by       " cron[", which is too short to be looked for in all lines
 *
 * Searching one line for one string costs less than trying the pattern, where that fails mostly.
 * Where it succeeds mostly, it is in vain: each subject keeps an account, and is no longer
 * looked at a second time when that does not pay.
 */
import type { LiteralSet } from "../../regexp/literals.js";
import type { Block } from "./block.js";
import { FOLD_WORD, LANES } from "./gram-table.js";
import type { Kernel } from "./kernel/kernel.js";
import { bitsOf } from "./rarity.js";

/** What a line that was ruled out is worth, in those that were not. */
const GAIN = 4;
const ACCOUNT_MAX = 64;
/** At the end of its account a subject is looked at no more. */
const ACCOUNT_MIN = -32;

/** Places in a literal's record, in words. The case is folded as in q-grams.ts. */
const LENGTH = 0;
/** The byte that is searched for, since it is the rarest: where it stands, and it four times. */
const RAREST = 1;
const SOUGHT = 2;
/** Its bytes as a vector, and before it a mask of them. */
const MASK = 4;
const VALUE = MASK + LANES;
const RECORD = VALUE + LANES;
/** What a literal has beyond a vector is not looked at. */
const LITERAL_MAX = 4 * LANES;
const FOLD_BYTE = 0x20;

export class Confirmation {
  /**
   * All in one list, and the same ones once, since with a thousand rules what costs is not the search but to
   * reach what is searched for. How many sets there are, and for each its size in words, and its literals.
   */
  private readonly records: Int32Array;
  /** By subject; -1: there are no sets. */
  private readonly firstRecord: Int32Array;
  private readonly accounts: Int8Array;
  /** Who searches; null: it is done here. */
  kernel: Kernel | null = null;

  /** By subject the sets that were not looked for. */
  constructor(sets: readonly (readonly LiteralSet[])[]) {
    this.firstRecord = new Int32Array(sets.length).fill(-1);
    this.accounts = new Int8Array(sets.length);
    const records: number[] = [];
    const known = new Map<string, number>();
    for (const [subject, own] of sets.entries()) {
      if (own.length === 0) continue;
      const key = JSON.stringify(own);
      const first = known.get(key) ?? records.length;
      this.firstRecord[subject] = first;
      if (first === records.length) addRecord(records, own);
      known.set(key, first);
    }
    this.records = Int32Array.from(records);
  }

  /** `kernel` has the lines that are asked about next; null: there is none that has all of them. */
  ask(kernel: Kernel | null): void {
    const isAble = this.records.length > 0 && kernel?.takesRecords(this.records) === true;
    this.kernel = isAble ? kernel : null;
  }

  /** Whether the line from `from` to before `end` may still have all that the subject requires. Hot. */
  confirms(subject: number, block: Block, from: number, end: number): boolean {
    const account = this.accounts[subject] as number;
    const record = this.firstRecord[subject] as number;
    if (account === ACCOUNT_MIN || record < 0) return true;
    const { kernel } = this;
    const hasAll = kernel === null ? this.hasAll(record, block, from, end) : kernel.confirms(record, from, end);
    this.accounts[subject] = hasAll ? account - 1 : Math.min(ACCOUNT_MAX, account + GAIN);
    return hasAll;
  }

  /** Whether the line has a literal of each set of the record. */
  private hasAll(record: number, block: Block, from: number, end: number): boolean {
    const { records } = this;
    let at = record + 1;
    for (let sets = records[record] as number; sets > 0; sets--) {
      const next = at + (records[at] as number);
      if (!hasOne(records, at + 1, next, block, from, end)) return false;
      at = next;
    }
    return true;
  }
}

function addRecord(records: number[], sets: readonly LiteralSet[]): void {
  records.push(sets.length);
  for (const set of sets) {
    records.push(1 + set.length * RECORD);
    for (const literal of set) records.push(...literalRecord(literal.slice(0, LITERAL_MAX)));
  }
}

/** Whether the line has one of the literals whose records are at `first` to before `next`. */
function hasOne(records: Int32Array, first: number, next: number, block: Block, from: number, end: number): boolean {
  for (let at = first; at < next; at += RECORD) if (has(records, at, block, from, end)) return true;
  return false;
}

/** Four bytes at a time: only words with the byte that is sought are looked into. */
function has(records: Int32Array, record: number, { bytes, words }: Block, from: number, end: number): boolean {
  const rarest = records[record + RAREST] as number;
  const sought = records[record + SOUGHT] as number;
  const first = from + rarest;
  const last = end - (records[record + LENGTH] as number) + rarest;
  for (let word = first >> 2; word <= last >> 2; word++) {
    const zeros = ((words[word] as number) | FOLD_WORD) ^ sought;
    if (((zeros - 0x01010101) & ~zeros & 0x80808080) === 0) continue;
    const until = Math.min(last, (word << 2) + 3);
    for (let at = Math.max(first, word << 2); at <= until; at++) {
      if (isAt(records, record, bytes, at - rarest)) return true;
    }
  }
  return false;
}

function isAt(records: Int32Array, record: number, bytes: Uint8Array, start: number): boolean {
  const length = records[record + LENGTH] as number;
  for (let index = 0; index < length; index++) {
    const value = ((records[record + VALUE + (index >> 2)] as number) >>> (8 * (index & 3))) & 0xff;
    if (((bytes[start + index] as number) | FOLD_BYTE) !== value) return false;
  }
  return true;
}

function literalRecord(literal: string): Int32Array {
  const record = new Int32Array(RECORD);
  let rarest = 0;
  for (let at = 0; at < literal.length; at++) {
    if (bitsOf(literal, at, at + 1) > bitsOf(literal, rarest, rarest + 1)) rarest = at;
    const [word, shift] = [at >> 2, 8 * (at & 3)];
    record[MASK + word] = (record[MASK + word] as number) | (0xff << shift);
    record[VALUE + word] = (record[VALUE + word] as number) | ((literal.charCodeAt(at) | FOLD_BYTE) << shift);
  }
  record[LENGTH] = literal.length;
  record[RAREST] = rarest;
  record[SOUGHT] = Math.imul(literal.charCodeAt(rarest) | FOLD_BYTE, 0x01010101);
  return record;
}
