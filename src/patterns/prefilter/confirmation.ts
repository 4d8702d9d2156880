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

/** A string that is searched for by the rarest of its bytes. */
interface Sought {
  readonly bytes: Uint8Array;
  readonly rarest: number;
}

export class Confirmation {
  /** By subject: sets that were not looked for; null: there are none. */
  private readonly sets: readonly (readonly (readonly Sought[])[] | null)[];
  private readonly accounts: Int8Array;

  constructor(sets: readonly (readonly LiteralSet[])[]) {
    this.sets = sets.map((own) => (own.length === 0 ? null : own.map((set) => set.map(sought))));
    this.accounts = new Int8Array(sets.length);
  }

  /** Whether the line from `from` to before `end` may still have all that the subject requires. */
  confirms(subject: number, bytes: Uint8Array, from: number, end: number): boolean {
    const account = this.accounts[subject] as number;
    const sets = this.sets[subject] as readonly (readonly Sought[])[] | null;
    if (account === ACCOUNT_MIN || sets === null) return true;
    for (let index = 0; index < sets.length; index++) {
      if (hasOne(sets[index] as readonly Sought[], bytes, from, end)) continue;
      this.accounts[subject] = Math.min(ACCOUNT_MAX, account + GAIN);
      return false;
    }
    this.accounts[subject] = account - 1;
    return true;
  }
}

function hasOne(set: readonly Sought[], bytes: Uint8Array, from: number, end: number): boolean {
  for (let index = 0; index < set.length; index++) {
    if (has(set[index] as Sought, bytes, from, end)) return true;
  }
  return false;
}

function has({ bytes: literal, rarest }: Sought, bytes: Uint8Array, from: number, end: number): boolean {
  const small = literal[rarest] as number;
  const capital = small >= 97 && small <= 122 ? small - 32 : small;
  const last = end - literal.length + rarest;
  for (let at = from + rarest; at <= last; at++) {
    const byte = bytes[at] as number;
    if (byte !== small && byte !== capital) continue;
    const start = at - rarest;
    let index = 0;
    while (index < literal.length && FOLD[bytes[start + index] as number] === literal[index]) index++;
    if (index === literal.length) return true;
  }
  return false;
}

function sought(text: string): Sought {
  const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
  let rarest = 0;
  for (let at = 1; at < text.length; at++) if (bitsOf(text, at, at + 1) > bitsOf(text, rarest, rarest + 1)) rarest = at;
  return { bytes, rarest };
}
