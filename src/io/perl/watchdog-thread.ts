/** The thread of watchdog.ts that watches. */
import { readFileSync } from "node:fs";
import { workerData } from "node:worker_threads";
import { FIRST_SLOT, SLEEPS, SLOT, VERDICT } from "./watchdog.js";

/** Milliseconds between two looks while calls are made. */
const LOOK_MS = 50;
/** Looks without any call after which the thread sleeps until it is woken by one. */
const IDLE_LOOKS_MAX = 20;

const memory = workerData as Int32Array;
/** By slot: the call that was running at the last look, and since when (milliseconds). Another process's calls have the same numbers. */
const running = new Map<number, { readonly processId: number; readonly call: number; readonly since: number }>();

/** Whether a call runs in the slot; ends its process when it is over a limit. */
function look(slot: number, now: number): boolean {
  const processId = Atomics.load(memory, slot + SLOT.processId);
  const call = Atomics.load(memory, slot + SLOT.call);
  if (processId === 0 || call % 2 === 0) {
    running.delete(slot);
    return processId !== 0 && call !== 0 && running.size > 0;
  }
  const known = running.get(slot);
  if (known?.call !== call || known.processId !== processId) {
    running.set(slot, { processId, call, since: now });
    return true;
  }
  const millisMax = memory[slot + SLOT.millisMax] as number;
  const kilobytesMax = memory[slot + SLOT.kilobytesMax] as number;
  if (millisMax > 0 && now - known.since > millisMax) end(slot, processId, call, VERDICT.time);
  else if (kilobytesMax > 0 && kilobytesOf(processId) > kilobytesMax) end(slot, processId, call, VERDICT.memory);
  return true;
}

function end(slot: number, processId: number, call: number, verdict: number): void {
  // The call may have ended meanwhile, its process with it.
  if (Atomics.load(memory, slot + SLOT.call) !== call) return;
  Atomics.store(memory, slot + SLOT.verdict, verdict);
  try {
    process.kill(processId, "SIGKILL");
  } catch {
    // It has ended.
  }
}

function kilobytesOf(processId: number): number {
  try {
    return Number(/^VmRSS:\s*(\d+)/m.exec(readFileSync(`/proc/${processId}/status`, "latin1"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

for (let idleLooks = 0; ; ) {
  const now = performance.now();
  let isBusy = false;
  for (let slot = FIRST_SLOT; slot < memory.length; slot += SLOT.size) isBusy = look(slot, now) || isBusy;
  idleLooks = isBusy ? 0 : idleLooks + 1;
  if (idleLooks > IDLE_LOOKS_MAX) {
    Atomics.store(memory, SLEEPS, 1);
    Atomics.wait(memory, SLEEPS, 1);
    idleLooks = 0;
  } else {
    Atomics.wait(memory, SLEEPS, 0, LOOK_MS);
  }
}
