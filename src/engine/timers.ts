/**
 * Deadlines of contexts and operations: those of each second in a list, the seconds in a
 * heap, with lazy deletion.
 *
 *   seconds  1700000060 1700000065 ...            a heap: the smallest comes first
 *   lists    1700000060 -> owner owner owner ...  in the order in which they were queued
 *            1700000065 -> owner ...
 *   owner    queuedFor  the second of its earliest entry that still counts, null: none
 *
 * Invariant: an owner with a deadline has an entry at or before it. Moving a deadline back in
 * time adds an entry; moving it forward (a context renewed by every line) costs nothing: the
 * old entry finds the new deadline when it surfaces and goes down again. Entries that count
 * no more are swept out when they are the most, so owners that have ended are not kept until
 * their second comes. An idle owner costs the eight bytes of its place in a list. Rejected:
 * one heap of all owners (an entry of 48 bytes each), deleting from the middle of a list.
 */
import { ChurningMap } from "../base/churning-map.js";
import { Heap } from "../base/heap.js";
import type { Seconds } from "../base/seconds.js";

export interface Timed {
  queuedFor: Seconds | null;
}

/** Fewer entries than this are not worth a sweep. */
const SWEPT_MIN = 32;

interface Due<Owner> {
  readonly owners: Owner[];
  /** The first that has not been looked at. */
  next: number;
}

export class Timers<Owner extends Timed> {
  private readonly lists = new ChurningMap<Seconds, Due<Owner>>();
  private readonly seconds = new Heap<Seconds>((a, b) => a < b);
  /** The first second at which an owner's time is over; null: it never is. */
  private readonly deadlineOf: (owner: Owner) => Seconds | null;
  private entries = 0;
  /** At least so many entries do not count any more. */
  private spent = 0;

  constructor(deadlineOf: (owner: Owner) => Seconds | null) {
    this.deadlineOf = deadlineOf;
  }

  /** The owner's deadline may have changed. */
  restart(owner: Owner): void {
    const deadline = this.deadlineOf(owner);
    if (deadline === null) {
      if (owner.queuedFor !== null) this.spend();
    } else if (owner.queuedFor === null || deadline < owner.queuedFor) {
      const supersedes = owner.queuedFor !== null;
      this.queue(owner, deadline);
      if (supersedes) this.spend();
    }
  }

  /** The next owner whose deadline is at or before `now`. Undefined: no more. */
  takeDue(now: Seconds): Owner | undefined {
    for (let second = this.seconds.peek(); second !== undefined && second <= now; second = this.seconds.peek()) {
      const due = this.lists.get(second) as Due<Owner>;
      const owner = due.owners[due.next++];
      if (owner === undefined) {
        this.seconds.pop();
        this.lists.delete(second);
        continue;
      }
      this.entries--;
      if (owner.queuedFor !== second) {
        this.spent = Math.max(0, this.spent - 1); // an earlier entry took its place
        continue;
      }
      owner.queuedFor = null;
      const deadline = this.deadlineOf(owner);
      if (deadline === null) this.spent = Math.max(0, this.spent - 1);
      else if (deadline <= now) return owner;
      else this.queue(owner, deadline);
    }
    return undefined;
  }

  /** The second of the earliest entry, null when there is none; nothing is due before it. */
  get earliest(): Seconds | null {
    return this.seconds.peek() ?? null;
  }

  /** Entries, those that count no more among them. */
  get size(): number {
    return this.entries;
  }

  clear(): void {
    this.lists.clear();
    this.seconds.clear();
    this.entries = 0;
    this.spent = 0;
  }

  private queue(owner: Owner, at: Seconds): void {
    owner.queuedFor = at;
    this.entries++;
    const due = this.lists.get(at);
    if (due !== undefined) {
      due.owners.push(owner);
      return;
    }
    this.lists.set(at, { owners: [owner], next: 0 });
    this.seconds.push(at);
  }

  private spend(): void {
    this.spent++;
    if (this.spent >= SWEPT_MIN && this.spent * 2 > this.entries) this.sweep();
  }

  /** Leaves out what does not count, and the seconds for which nothing is left. */
  private sweep(): void {
    this.entries = 0;
    this.spent = 0;
    this.seconds.clear();
    for (const [second, due] of [...this.lists]) {
      const kept: Owner[] = [];
      for (let at = due.next; at < due.owners.length; at++) {
        const owner = due.owners[at] as Owner;
        if (owner.queuedFor !== second) continue;
        if (this.deadlineOf(owner) === null) owner.queuedFor = null;
        else kept.push(owner);
      }
      if (kept.length === 0) {
        this.lists.delete(second);
        continue;
      }
      this.entries += kept.length;
      this.lists.set(second, { owners: kept, next: 0 });
      this.seconds.push(second);
    }
  }
}
