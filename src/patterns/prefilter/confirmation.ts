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
import { FOLD } from "./fold.js";
import { bitsOf } from "./rarity.js";

/** What a line that was ruled out is worth, in those that were not. */
const GAIN = 4;
const ACCOUNT_MAX = 64;
/** At the end of its account a subject is looked at no more. */
const ACCOUNT_MIN = -32;

/** Places in a literal's record; its bytes, folded, follow. */
const LENGTH = 0;
/** The byte that is searched for, since it is the rarest: where it stands, and as a small and a capital letter. */
const RAREST = 1;
const SMALL = 2;
const CAPITAL = 3;
const BYTES = 4;

export class Confirmation {
  /**
   * All in one list, since with a thousand rules what costs is not the search but to reach what is
   * searched for. Of a subject: how many sets there are, and for each how long it is and its literals.
   */
  private readonly records: Int32Array;
  /** By subject; -1: there are no sets. */
  private readonly firstRecord: Int32Array;
  private readonly accounts: Int8Array;

  /** By subject the sets that were not looked for. */
  constructor(sets: readonly (readonly LiteralSet[])[]) {
    this.firstRecord = new Int32Array(sets.length).fill(-1);
    this.accounts = new Int8Array(sets.length);
    const records: number[] = [];
    for (const [subject, own] of sets.entries()) {
      if (own.length === 0) continue;
      this.firstRecord[subject] = records.length;
      records.push(own.length);
      for (const set of own) {
        const literals = set.flatMap(recordOf);
        records.push(literals.length, ...literals);
      }
    }
    this.records = Int32Array.from(records);
  }

  /** Whether the line from `from` to before `end` may still have all that the subject requires. Hot. */
  confirms(subject: number, bytes: Uint8Array, from: number, end: number): boolean {
    const { records } = this;
    const account = this.accounts[subject] as number;
    let at = this.firstRecord[subject] as number;
    if (account === ACCOUNT_MIN || at < 0) return true;
    for (let sets = records[at++] as number; sets > 0; sets--) {
      const next = at + 1 + (records[at] as number);
      if (!hasOne(records, at + 1, next, bytes, from, end)) {
        this.accounts[subject] = Math.min(ACCOUNT_MAX, account + GAIN);
        return false;
      }
      at = next;
    }
    this.accounts[subject] = account - 1;
    return true;
  }
}

/** Whether the line has one of the literals whose records are at `first` to before `next`. */
function hasOne(
  records: Int32Array,
  first: number,
  next: number,
  bytes: Uint8Array,
  from: number,
  end: number,
): boolean {
  for (let at = first; at < next; at += BYTES + (records[at + LENGTH] as number)) {
    if (has(records, at, bytes, from, end)) return true;
  }
  return false;
}

function has(records: Int32Array, record: number, bytes: Uint8Array, from: number, end: number): boolean {
  const length = records[record + LENGTH] as number;
  const rarest = records[record + RAREST] as number;
  const small = records[record + SMALL] as number;
  const capital = records[record + CAPITAL] as number;
  const literal = record + BYTES;
  const last = end - length + rarest;
  for (let at = from + rarest; at <= last; at++) {
    const byte = bytes[at] as number;
    if (byte !== small && byte !== capital) continue;
    const start = at - rarest;
    let index = 0;
    while (index < length && FOLD[bytes[start + index] as number] === records[literal + index]) index++;
    if (index === length) return true;
  }
  return false;
}

function recordOf(text: string): number[] {
  let rarest = 0;
  for (let at = 1; at < text.length; at++) if (bitsOf(text, at, at + 1) > bitsOf(text, rarest, rarest + 1)) rarest = at;
  const small = text.charCodeAt(rarest);
  const capital = small >= 97 && small <= 122 ? small - 32 : small;
  return [text.length, rarest, small, capital, ...Array.from(text, (char) => char.charCodeAt(0))];
}
