/** What a daemon holds, seen from outside: to be compared before and after. */
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import type { Daemon } from "../testing/daemon.js";

/** How long it is looked how often the idle daemon wakes. */
const WAKES_MS = 3000;
/** Waking more often than before by so much shows a timer that goes on. */
const WAKES_MORE = 10;

export interface Holdings {
  /** How many descriptors lead to what; files without their names, which rotation changes. */
  readonly descriptors: ReadonlyMap<string, number>;
  readonly children: number;
  /** Times that it woke while nothing was to do. */
  readonly wakes: number;
}

/** Of a daemon that has nothing to do. */
export async function holdingsOf(daemon: Daemon): Promise<Holdings> {
  const before = wakesOf(daemon.pid);
  await pause(WAKES_MS);
  return {
    wakes: wakesOf(daemon.pid) - before,
    descriptors: descriptorsOf(daemon),
    children: daemon.children.length,
  };
}

export function descriptorsOf(daemon: Daemon): Map<string, number> {
  const counts = new Map<string, number>();
  for (const target of daemon.descriptors) {
    const kind = target.replace(/:\[\d+\]$/, "").replace(`${daemon.place.directory}/`, "");
    if (kind === "pulse.out") continue; // open after a pulse, closed after a signal
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

export function sameDescriptors(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean {
  return differences(one, other).length === 0;
}

/** What is left over, in words. */
export function leftovers(before: Holdings, after: Holdings): string[] {
  const faults = differences(before.descriptors, after.descriptors);
  if (after.children !== before.children) faults.push(`${after.children} children, ${before.children} before`);
  if (after.wakes > before.wakes + WAKES_MORE) {
    faults.push(`wakes ${after.wakes} times in ${WAKES_MS / 1000} s, ${before.wakes} before: a timer`);
  }
  return faults;
}

function differences(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((kind) => {
    const [was, is] = [before.get(kind) ?? 0, after.get(kind) ?? 0];
    return was === is ? [] : [`${is} descriptors of ${kind}, ${was} before`];
  });
}

/** Of its main thread, which runs all timers. */
function wakesOf(pid: number): number {
  return Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1]);
}
