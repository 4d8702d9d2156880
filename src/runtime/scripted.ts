/**
 * Runs under a scripted clock, which moves only when there is nothing to do: seconds pass
 * in microseconds, and every run is the same. When idle, one of these is done:
 *
 *   1. children run: wait for them in real time, the clock stands still
 *   2. the script has lines due now: deliver them, the clock stands still
 *   3. the clock moves on by one second
 */
import { setImmediate as nextTurn, setTimeout as pause } from "node:timers/promises";
import type { ManualClock } from "../io/clock.js";
import type { Instance } from "./instance.js";
import { Loop } from "./loop.js";
import type { Script } from "./script.js";

/** Real milliseconds that children may take before the clock moves on without them. */
export const CHILD_MS_MAX = 3000;

/** Without a script: until all inputs are read to their end (--notail). */
export async function runScripted(instance: Instance, clock: ManualClock, script: Script | null): Promise<void> {
  const loop = new Loop(instance);
  let waited = 0;
  while (instance.exitStatus === null) {
    if (loop.step()) continue;
    instance.files.flush();
    if (loop.isOver) {
      instance.terminate(0);
      return;
    }
    if (isWaiting(instance) && waited < CHILD_MS_MAX) {
      waited += await waitForChildren(instance);
      continue;
    }
    waited = 0;
    if (script?.deliver(clock.now(), (signal) => instance.raise(signal)) !== true) clock.advance();
  }
}

/** Something outside of the program is still under way. */
export function isWaiting(instance: Instance): boolean {
  return instance.children.count > 0 || instance.sockets.pending > 0;
}

/** Waits until a child says something or ends; returns the milliseconds that it took. */
export async function waitForChildren(instance: Instance): Promise<number> {
  const start = performance.now();
  for (let turn = 0; turn < 20 && !instance.children.hasNews; turn++) {
    if (turn < 10) await nextTurn();
    else await pause(1);
    if (!isWaiting(instance)) break;
  }
  return performance.now() - start;
}
