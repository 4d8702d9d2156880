/**
 * Finds in a line the values that could stand in a slot of a second pattern, see
 * patterns/second-pattern.ts:
 *
 *   line   ... login[12]: session 7a of bob closed ...
 *                        ^^^^^^^^^--^               behind ": session ", up to a blank: "7a"
 *
 * Every place behind the slot's text (or byte) is looked at, so no value is missed that has
 * none of the bytes that may follow it. That is the invariant: hold() only those.
 */
import type { Slot } from "../../patterns/second-pattern.js";

export class ValueLookup {
  readonly slot: Slot;
  /** Values longer than any that is held need not be cut out. */
  private longest = 0;

  constructor(slot: Slot) {
    this.slot = slot;
  }

  /** Whether a slot says enough: otherwise it would name every place of a line. */
  static serves(slot: Slot): boolean {
    return (slot.before !== "" || slot.beforeSet !== null) && slot.afterSet !== null;
  }

  /** Whether the value can be found by its place. */
  finds(value: string): boolean {
    const { afterSet, firstNotIn } = this.slot;
    if (value === "" || firstNotIn?.has(value.charCodeAt(0)) === true) return false;
    for (let at = 0; at < value.length; at++) if (afterSet?.has(value.charCodeAt(at)) !== false) return false;
    return true;
  }

  hold(value: string): void {
    this.longest = Math.max(this.longest, value.length);
  }

  /** Hot: runs for every line that may close an operation. Calls back with each value, in the order of the line. */
  valuesIn(text: string, found: (value: string) => void): void {
    const { before, beforeSet, atBeginning } = this.slot;
    if (before !== "") {
      for (let at = text.indexOf(before); at >= 0; at = text.indexOf(before, at + 1)) {
        this.valueAt(text, at + before.length, found);
      }
      return;
    }
    if (atBeginning) this.valueAt(text, 0, found);
    for (let at = 0; at < text.length; at++) {
      if (beforeSet?.has(text.charCodeAt(at)) === true) this.valueAt(text, at + 1, found);
    }
  }

  private valueAt(text: string, start: number, found: (value: string) => void): void {
    const { afterSet, atEnd } = this.slot;
    const last = Math.min(text.length, start + this.longest);
    let end = start;
    while (end < last && afterSet?.has(text.charCodeAt(end)) === false) end++;
    if (end === start) return;
    // Too long for all that are held, unless it is over here.
    const isOver = end === text.length ? atEnd : afterSet?.has(text.charCodeAt(end)) === true;
    if (isOver) found(text.slice(start, end));
  }
}
