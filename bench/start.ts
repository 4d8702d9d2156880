/**
 * How long a start takes: `npm run bench:start`.
 *
 * In turns: Node.js alone, the first action of `echo line | sec ... --input=-` (until its
 * bytes are here), and `--testonly` with 1,000 rules; the last two also by the reference.
 * Prints milliseconds, the least and the median: what a machine has to do besides only adds.
 *
 *   node build/bench/start.js [--rounds=15] [--reference=COMMAND]
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { Place } from "../testing/place.js";
import { option, programs } from "./reference.js";
import { rules } from "./throughput/rule-sets.js";

const rounds = Number(option("rounds") ?? 15);
const FEW_RULES = "type=Single\nptype=RegExp\npattern=line (\\d+)\ndesc=arrival\naction=write - got $1\n";

const place = new Place();
place.write("few.sec", FEW_RULES);
place.write("many.sec", rules(1000));

type Command = readonly string[];

function untilItEnds([program = "", ...args]: Command): number {
  const begin = performance.now();
  const { status } = spawnSync(program, args, { cwd: place.directory, stdio: "ignore" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}`);
  return performance.now() - begin;
}

async function untilItActs([program = "", ...args]: Command): Promise<number> {
  const begin = performance.now();
  const child = spawn(program, [...args, "--conf=few.sec", "--input=-"], {
    cwd: place.directory,
    stdio: ["pipe", "pipe", "ignore"],
  });
  child.stdin.end("line 5\n");
  const ended = once(child, "exit");
  await once(child.stdout, "data");
  const took = performance.now() - begin;
  child.kill();
  await ended;
  return took;
}

const [reference, evcorr] = programs().map(({ command }) => command) as [Command, Command];
const measurements: Readonly<Record<string, () => number | Promise<number>>> = {
  "node -e 0": () => untilItEnds([process.execPath, "-e", "0"]),
  "evcorr, first action": () => untilItActs(evcorr),
  "reference, first action": () => untilItActs(reference),
  "evcorr, --testonly": () => untilItEnds([...evcorr, "--conf=many.sec", "--testonly"]),
  "reference, --testonly": () => untilItEnds([...reference, "--conf=many.sec", "--testonly"]),
};

const times = new Map<string, number[]>(Object.keys(measurements).map((name) => [name, []]));
for (let round = 0; round < rounds; round++) {
  for (const [name, measure] of Object.entries(measurements)) times.get(name)?.push(await measure());
}
place.remove();

console.log(`${"milliseconds".padEnd(26)}   least  median`);
for (const [name, all] of times) {
  const sorted = all.sort((one, other) => one - other);
  const figures = [sorted[0], sorted[sorted.length >> 1]].map((time) => (time as number).toFixed(0).padStart(8));
  console.log(`${name.padEnd(26)}${figures.join("")}`);
}
