/**
 * Deadlines of contexts and operations: a heap keyed by second, with lazy deletion.
 *
 *   heap:  (second, serial, owner) ...        smallest second first, then oldest entry
 *   owner: deadline   the second at which it is over, null: never
 *          queuedFor  the second of its earliest heap entry that still counts, null: none
 *
 * Invariant: an owner with a deadline has an entry at or before it. Moving a deadline
 * back in time pushes an entry; moving it forward (a context renewed by every line)
 * costs nothing: the old entry finds the new deadline when it surfaces and goes down
 * again. Rejected: deleting entries from the middle of the heap, which needs positions
 * kept up to date on every move.
 *
 * Entries that count no more are swept when they may be more than half of the heap: an
 * operation that ends long before its window is over is not held until then.
 */
import { Heap } from "../base/heap.js";
import type { Seconds } from "../base/seconds.js";

export interface Timed {
  /** The first second at which the owner's time is over; null: it never is. */
  deadline: Seconds | null;
  queuedFor: Seconds | null;
}

interface Entry<Owner> {
  readonly at: Seconds;
  readonly serial: number;
  readonly owner: Owner;
}

/** Fewer useless entries are not worth a sweep. */
const USELESS_MIN = 32;

export class Timers<Owner extends Timed> {
  private readonly heap = new Heap<Entry<Owner>>((a, b) => a.at < b.at || (a.at === b.at && a.serial < b.serial));
  private serial = 0;
  /** Entries that have become useless since the last sweep; some may have surfaced since, or be of use again. */
  private useless = 0;

  set(owner: Owner, deadline: Seconds | null): void {
    owner.deadline = deadline;
    if (owner.queuedFor !== null && (deadline === null || deadline < owner.queuedFor)) this.countUseless();
    if (deadline !== null && (owner.queuedFor === null || deadline < owner.queuedFor)) this.queue(owner, deadline);
  }

  /** The next owner whose deadline is at or before `now`; its deadline is then cleared. Undefined: no more. */
  takeDue(now: Seconds): Owner | undefined {
    for (let top = this.heap.peek(); top !== undefined && top.at <= now; top = this.heap.peek()) {
      this.heap.pop();
      const { owner } = top;
      if (owner.queuedFor !== top.at) continue; // an earlier entry took its place
      owner.queuedFor = null;
      if (owner.deadline === null) continue;
      if (owner.deadline <= now) {
        owner.deadline = null;
        return owner;
      }
      this.queue(owner, owner.deadline);
    }
    return undefined;
  }

  /** The second of the earliest entry, null when there is none; nothing is due before it. */
  get earliest(): Seconds | null {
    return this.heap.peek()?.at ?? null;
  }

  /** Entries, those included that count no more. */
  get size(): number {
    return this.heap.size;
  }

  clear(): void {
    this.heap.clear();
    this.useless = 0;
  }

  private countUseless(): void {
    this.useless++;
    if (this.useless < USELESS_MIN || this.useless < this.heap.size / 2) return;
    this.useless = 0;
    this.heap.keep(({ at, owner }) => {
      if (owner.queuedFor !== at) return false;
      if (owner.deadline === null) owner.queuedFor = null;
      return owner.deadline !== null;
    });
  }

  private queue(owner: Owner, at: Seconds): void {
    owner.queuedFor = at;
    this.heap.push({ at, serial: this.serial++, owner });
  }
}
