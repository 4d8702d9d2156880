/** Synthetic events that wait: for their turn, or for their second. */
import { Heap } from "../base/heap.js";
import type { Seconds } from "../base/seconds.js";

export interface SyntheticEvent {
  readonly text: string;
  /** Name of the internal context; null: _INTERNAL_EVENT. */
  readonly context: string | null;
}

export interface DelayedEvent extends SyntheticEvent {
  /** What joins the pending ones: the object that addAt() had. */
  readonly event: SyntheticEvent;
  readonly at: Seconds;
  readonly serial: number;
}

export class EventQueue {
  private pending: SyntheticEvent[] = [];
  private taken = 0;
  private readonly delayed = new Heap<DelayedEvent>((a, b) => a.at < b.at || (a.at === b.at && a.serial < b.serial));
  private serial = 0;

  get hasPending(): boolean {
    return this.taken < this.pending.length;
  }

  /** The event that take() would return. */
  get first(): SyntheticEvent | undefined {
    return this.pending[this.taken];
  }

  get pendingCount(): number {
    return this.pending.length - this.taken;
  }

  add(event: SyntheticEvent): void {
    this.pending.push(event);
  }

  addAt(at: Seconds, event: SyntheticEvent): void {
    this.delayed.push({ ...event, event, at, serial: this.serial++ });
  }

  take(): SyntheticEvent | undefined {
    if (!this.hasPending) return undefined;
    const event = this.pending[this.taken++];
    if (this.taken > 64 && this.taken * 2 > this.pending.length) {
      this.pending = this.pending.slice(this.taken);
      this.taken = 0;
    }
    return event;
  }

  /** Delayed events whose second has come join the pending ones. */
  releaseDue(now: Seconds): void {
    for (let next = this.delayed.peek(); next !== undefined && next.at <= now; next = this.delayed.peek()) {
      this.delayed.pop();
      this.pending.push(next.event);
    }
  }

  get earliestDelayed(): Seconds | null {
    return this.delayed.peek()?.at ?? null;
  }

  /** What waits for its turn, and then what waits for its second, in the order in which it comes: for dumps. */
  waiting(): { readonly now: readonly SyntheticEvent[]; readonly later: readonly DelayedEvent[] } {
    const later = this.delayed.toArray().sort((a, b) => a.at - b.at || a.serial - b.serial);
    return { now: this.pending.slice(this.taken), later };
  }

  /** A full restart drops what waits for its second, not what waits for its turn. */
  dropDelayed(): void {
    this.delayed.clear();
  }
}
