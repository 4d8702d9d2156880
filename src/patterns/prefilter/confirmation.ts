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

/** What a line that was ruled out is worth, in those that were not. */
const GAIN = 4;
const ACCOUNT_MAX = 64;
/** At the end of its account a subject is looked at no more. */
const ACCOUNT_MIN = -32;

export class Confirmation {
  /** By subject: sets that were not looked for, as bytes; null: there are none. */
  private readonly sets: readonly (readonly (readonly Uint8Array[])[] | null)[];
  private readonly accounts: Int8Array;

  constructor(sets: readonly (readonly LiteralSet[])[]) {
    this.sets = sets.map((own) => (own.length === 0 ? null : own.map((set) => set.map(bytesOf))));
    this.accounts = new Int8Array(sets.length);
  }

  /** Whether the line from `from` to before `end` may still have all that the subject requires. */
  confirms(subject: number, bytes: Uint8Array, from: number, end: number): boolean {
    const account = this.accounts[subject] as number;
    const sets = this.sets[subject] as readonly (readonly Uint8Array[])[] | null;
    if (account === ACCOUNT_MIN || sets === null) return true;
    for (let index = 0; index < sets.length; index++) {
      if (hasOne(sets[index] as readonly Uint8Array[], bytes, from, end)) continue;
      this.accounts[subject] = Math.min(ACCOUNT_MAX, account + GAIN);
      return false;
    }
    this.accounts[subject] = account - 1;
    return true;
  }
}

function hasOne(set: readonly Uint8Array[], bytes: Uint8Array, from: number, end: number): boolean {
  for (let index = 0; index < set.length; index++) {
    if (has(set[index] as Uint8Array, bytes, from, end)) return true;
  }
  return false;
}

function has(literal: Uint8Array, bytes: Uint8Array, from: number, end: number): boolean {
  const small = literal[0] as number;
  const capital = small >= 97 && small <= 122 ? small - 32 : small;
  const last = end - literal.length;
  for (let at = from; at <= last; at++) {
    const byte = bytes[at] as number;
    if (byte !== small && byte !== capital) continue;
    let index = 1;
    while (index < literal.length && FOLD[bytes[at + index] as number] === literal[index]) index++;
    if (index === literal.length) return true;
  }
  return false;
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}
