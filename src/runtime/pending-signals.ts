/**
 * Signals that have come and are not handled yet. As in the reference they are kept by kind,
 * not in a queue: several of a kind are one (of INT each counts), and those that wait
 * together are handled in a fixed order.
 */
import type { Signal } from "../engine/ports.js";

const ORDER: readonly Signal[] = ["HUP", "ABRT", "USR1", "USR2", "INT", "TERM"];

export class PendingSignals {
  private readonly counts = new Map<Signal, number>();
  private received = false;

  raise(signal: Signal): void {
    this.counts.set(signal, (this.counts.get(signal) ?? 0) + 1);
    this.received = true;
  }

  /**
   * Calls `handle` for what waits. A signal that is raised meanwhile (sigemul at an internal
   * event) is handled too if its turn comes later; one of the kind in progress is dropped,
   * and one whose turn is over waits until another signal comes. True: something waited.
   */
  handleAll(handle: (signal: Signal) => void): boolean {
    if (!this.received) return false;
    for (const signal of ORDER) {
      const times = signal === "INT" ? (this.counts.get(signal) ?? 0) : Number(this.counts.has(signal));
      for (let time = 0; time < times; time++) handle(signal);
      this.counts.delete(signal);
    }
    this.received = false;
    return true;
  }
}
