/**
 * What waiting costs: processor time while no input has anything, with 1 and with 1,000
 * inputs, of the reference and of evcorr: `npm run bench:idle`.
 *
 *   node build/bench/idle.js [--seconds=30] [--reference=COMMAND]
 *
 * Of all threads of the process and of its children, from the kernel's scheduler (schedstat
 * in /proc): the hundredths of a second that ps shows are too coarse for what wakes so rarely.
 */
import { mkdirSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { childrenOf, cpuSecondsOf, Daemon } from "../testing/daemon.js";
import { Place } from "../testing/place.js";
import { option, type Program, programs } from "./reference.js";

const seconds = Number(option("seconds") ?? 30);
/** Until what the start brought is over; V8 collects garbage once more when it has been idle for some seconds. */
const SETTLING_MS = 15_000;

function cpuOfFamily(pid: number): number {
  return cpuSecondsOf(pid) + childrenOf(pid).reduce((sum, child) => sum + cpuOfFamily(child.pid), 0);
}

/** Seconds of processor time in `seconds` of idleness. */
async function measure(program: Program, inputs: number): Promise<number> {
  const place = new Place();
  mkdirSync(place.path("inputs"));
  for (let number = 0; number < inputs; number++) place.write(`inputs/${number}.log`, "");
  const rules = "type=Single\nptype=RegExp\npattern=^line\ndesc=x\naction=none\n";
  // The pulse's own input is one of them.
  const options = inputs === 1 ? ["--debug=3"] : ["--input=inputs/*.log", "--debug=3"];
  const daemon = new Daemon(place, rules, options, { program: program.command });
  try {
    await daemon.isUp();
    await daemon.pulse("before measuring");
    await pause(SETTLING_MS);
    const before = cpuOfFamily(daemon.pid);
    await pause(seconds * 1000);
    const spent = cpuOfFamily(daemon.pid) - before;
    await daemon.terminate();
    return spent;
  } finally {
    daemon.kill();
    place.remove();
  }
}

const both = programs();
console.log(`processor time in ${seconds} s without input, in milliseconds a second`);
console.log("inputs  reference   evcorr   ratio");
for (const inputs of [1, 1000]) {
  const spent: number[] = [];
  for (const program of both) spent.push(await measure(program, inputs));
  const [reference, evcorr] = spent as [number, number];
  const perSecond = (value: number): string => ((value * 1000) / seconds).toFixed(2);
  const cells = [perSecond(reference), perSecond(evcorr), (evcorr / reference).toFixed(2)];
  console.log(
    `${String(inputs).padStart(6)}  ${cells[0]?.padStart(9)}${cells[1]?.padStart(9)}${cells[2]?.padStart(8)}`,
  );
}
