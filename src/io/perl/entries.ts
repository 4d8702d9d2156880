/** Pattern match cache entries as Perl sees them: hashes whose keys are all of the match variables. */
import { CANONICAL_NUMBER, type MatchVariables } from "../../base/match-variables.js";
import { type FrameReader, type FrameWriter, TAG } from "./protocol.js";

/** Keys above this are not taken for numbered match variables. */
const NUMBER_MAX = 999_999;

/**
 * The entries that were passed to Perl while one event is processed. Perl keeps their
 * hashes, and tells after each call which ones its code has changed, so an entry that
 * is passed twice is the same hash and nothing is sent again.
 */
export class PassedEntries {
  private readonly idOf = new Map<MatchVariables, number>();
  private readonly entries: MatchVariables[] = [];

  get isEmpty(): boolean {
    return this.entries.length === 0;
  }

  clear(): void {
    this.idOf.clear();
    this.entries.length = 0;
  }

  write(entry: MatchVariables, frames: FrameWriter): void {
    const known = this.idOf.get(entry);
    if (known !== undefined) {
      frames.byte(TAG.knownEntry);
      frames.number(known);
      return;
    }
    const id = this.entries.push(entry) - 1;
    this.idOf.set(entry, id);
    frames.byte(TAG.newEntry);
    frames.number(id);
    writeVariables(entry, frames);
  }

  /** Takes over what follows a call's values: the changed entries. */
  readChanges(frame: FrameReader): void {
    while (!frame.isAtEnd) {
      const entry = this.entries[frame.number()];
      const pairs = frame.pairs(frame.number());
      if (entry !== undefined) replaceVariables(entry, pairs);
    }
  }
}

function writeVariables(entry: MatchVariables, frames: FrameWriter): void {
  const variables = variablesOf(entry);
  const set = frames.placeholder();
  const unset = frames.placeholder();
  const setStart = frames.length;
  for (const [name, value] of variables) {
    if (value === undefined) continue;
    frames.text(name);
    frames.text(value);
  }
  frames.fill(set, setStart);
  const unsetStart = frames.length;
  for (const [name, value] of variables) if (value === undefined) frames.text(name);
  frames.fill(unset, unsetStart);
}

function variablesOf(entry: MatchVariables): [string, string | undefined][] {
  const variables: [string, string | undefined][] = [];
  for (const [name, key] of SPECIAL) {
    if (entry.named === null || !Object.hasOwn(entry.named, name)) variables.push([name, entry[key]]);
  }
  // Not a loop over all numbers: $9 alone leaves holes that are no variables.
  entry.numbered.forEach((value, index) => void variables.push([String(index), value]));
  for (const name in entry.named) variables.push([name, entry.named[name]]);
  return variables;
}

/** These have places of their own, where a name does not hide them. */
const SPECIAL = [
  ["_inputsrc", "inputSource"],
  ["_intcontext", "internalContext"],
] as const;

/** What the code left in the hash is what the entry holds from now on. */
function replaceVariables(entry: MatchVariables, pairs: readonly (readonly [string, string | undefined])[]): void {
  entry.numbered.length = 0;
  // The special variables have places of their own, which a name here hides: also one without a value.
  const named: Record<string, string | undefined> = { _inputsrc: undefined, _intcontext: undefined };
  for (const [name, value] of pairs) {
    if (CANONICAL_NUMBER.test(name) && Number(name) <= NUMBER_MAX) entry.numbered[Number(name)] = value;
    else named[name] = value;
  }
  entry.named = named;
}
