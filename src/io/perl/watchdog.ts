/**
 * Ends Perl processes whose code takes too long or too much memory. While a call runs,
 * this thread waits for its answer and can do nothing, so another one watches: one for
 * all hosts of the process, started with the first host that has a limit.
 *
 * Shared memory: one number that tells whether the watcher sleeps, then a slot for each
 * host (SLOT). A slot's call number is odd while a call runs.
 */
import { Worker } from "node:worker_threads";

export const SLOT = { processId: 0, call: 1, millisMax: 2, kilobytesMax: 3, verdict: 4, size: 5 } as const;
export const SLOTS = 64;
export const SLEEPS = 0;
export const FIRST_SLOT = 1;
export const VERDICT = { none: 0, time: 1, memory: 2 } as const;

export interface Limits {
  /** Seconds a call may take; null: no limit. */
  readonly seconds: number | null;
  /** Bytes of memory the process may use; null: no limit. */
  readonly bytes: number | null;
}

let shared: Int32Array | null = null;

/** Starts the watcher; null where there can be none. */
function sharedMemory(): Int32Array | null {
  if (shared !== null) return shared;
  const memory = new Int32Array(new SharedArrayBuffer(4 * (FIRST_SLOT + SLOTS * SLOT.size)));
  try {
    const watcher = new Worker(new URL("./watchdog-thread.js", import.meta.url), { workerData: memory, execArgv: [] });
    watcher.on("error", () => {});
    watcher.unref();
  } catch {
    return null;
  }
  shared = memory;
  return memory;
}

/** One host's slot. */
export class Watch {
  private readonly memory: Int32Array;
  private readonly slot: number;

  private constructor(memory: Int32Array, slot: number) {
    this.memory = memory;
    this.slot = slot;
  }

  /** Null when nothing is limited, or when no watcher can be had. */
  static start(processId: number, { seconds, bytes }: Limits): Watch | null {
    if (seconds === null && bytes === null) return null;
    const memory = sharedMemory();
    if (memory === null) return null;
    for (let slot = FIRST_SLOT; slot < memory.length; slot += SLOT.size) {
      if (memory[slot + SLOT.processId] !== 0) continue;
      memory[slot + SLOT.call] = 0;
      memory[slot + SLOT.verdict] = VERDICT.none;
      memory[slot + SLOT.millisMax] = millisOf(seconds);
      memory[slot + SLOT.kilobytesMax] =
        bytes === null ? 0 : Math.max(1, Math.min(2 ** 31 - 1, Math.ceil(bytes / 1024)));
      Atomics.store(memory, slot + SLOT.processId, processId);
      return new Watch(memory, slot);
    }
    return null;
  }

  /** From now on a call may take so many seconds; null: no limit. */
  limit(seconds: number | null): void {
    this.memory[this.slot + SLOT.millisMax] = millisOf(seconds);
  }

  /** Hot: nobody else writes the call's number, so it needs no atomic addition. */
  callBegins(): void {
    const { memory, slot } = this;
    const call = memory[slot + SLOT.call] as number;
    memory[slot + SLOT.call] = call + (call % 2 === 0 ? 1 : 2);
    if (memory[SLEEPS] === 1) {
      Atomics.store(memory, SLEEPS, 0);
      Atomics.notify(memory, SLEEPS);
    }
  }

  callEnds(): void {
    (this.memory[this.slot + SLOT.call] as number)++;
  }

  /** Why the watcher killed the process; null when it did not. */
  get verdict(): "time" | "memory" | null {
    const verdict = Atomics.load(this.memory, this.slot + SLOT.verdict);
    if (verdict === VERDICT.time) return "time";
    return verdict === VERDICT.memory ? "memory" : null;
  }

  /** The process has ended: its number may soon mean another one. */
  end(): void {
    Atomics.store(this.memory, this.slot + SLOT.processId, 0);
  }
}

/** 0 stands for no limit. */
function millisOf(seconds: number | null): number {
  return seconds === null ? 0 : Math.max(1, Math.min(2 ** 31 - 1, Math.ceil(seconds * 1000)));
}
