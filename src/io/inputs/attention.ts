/**
 * Which inputs are worth looking at: those that something was heard of, and, as a safety
 * net, each one from time to time.
 */
import type { Input } from "./input.js";

/** Milliseconds between polls of inputs whose changes are notified. */
const NET = 1000;
/** Inputs that are polled at once: what is notified meanwhile waits no longer than these take. */
const POLLED_MAX = 50;
/** Milliseconds until the first poll of an input whose name stands for nothing; doubled up to NET. */
const GONE = 10;

export class Attention {
  private readonly wakeful = new Set<Input>();
  /** The same in the order of their names, until it changes. */
  private inOrder: readonly Input[] | null = null;
  /** When to poll those that rest; not there: not known yet. */
  private readonly pollAt = new Map<Input, number>();
  private readonly resting = new Set<Input>();
  private readonly backoff = new Map<Input, number>();
  private dueAt = 0;

  /** In the order of their names. */
  awake(): readonly Input[] {
    this.inOrder ??= [...this.wakeful].sort((a, b) => (a.name < b.name ? -1 : 1));
    return this.inOrder;
  }

  wake(input: Input): void {
    if (!this.wakeful.has(input)) this.inOrder = null;
    this.wakeful.add(input);
    this.pollAt.delete(input);
    this.resting.delete(input);
  }

  /** It has brought nothing. */
  rest(input: Input): void {
    if (this.wakeful.delete(input)) this.inOrder = null;
    this.resting.add(input);
  }

  forget(input: Input): void {
    if (this.wakeful.delete(input)) this.inOrder = null;
    this.resting.delete(input);
    this.pollAt.delete(input);
    this.backoff.delete(input);
  }

  clear(): void {
    this.inOrder = null;
    for (const known of [this.wakeful, this.resting, this.pollAt, this.backoff]) known.clear();
  }

  /** Wakes those that are due, some at a time; returns the milliseconds until the next one is. */
  poll(inputs: readonly Input[], pollEvery: number, now: number): number {
    for (const input of this.resting) {
      const at = this.nextPoll(input, pollEvery, now);
      this.pollAt.set(input, at);
      this.dueAt = Math.min(this.dueAt, at);
    }
    this.resting.clear();
    if (now < this.dueAt) return this.wakeful.size > 0 ? 0 : Math.max(0, this.dueAt - now);
    this.dueAt = Number.POSITIVE_INFINITY;
    let polled = 0;
    for (const input of inputs) {
      const at = this.pollAt.get(input);
      if (at === undefined) continue;
      if (at > now) {
        this.dueAt = Math.min(this.dueAt, at);
      } else if (polled === POLLED_MAX) {
        this.dueAt = at;
        break;
      } else {
        this.wake(input);
        polled++;
      }
    }
    return this.wakeful.size > 0 ? 0 : Math.max(0, this.dueAt - now);
  }

  private nextPoll(input: Input, pollEvery: number, now: number): number {
    if (input.needsPolling) return now + pollEvery;
    if (!input.isGone) {
      this.backoff.delete(input);
      // All together, where the second begins: whoever waits wakes once.
      return (Math.floor(now / NET) + 1) * NET;
    }
    const wait = Math.min(NET, 2 * (this.backoff.get(input) ?? GONE / 2));
    this.backoff.set(input, wait);
    return now + wait;
  }
}
