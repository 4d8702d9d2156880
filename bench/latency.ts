/**
 * How long it takes from the append of a line to the action: `npm run bench:latency`.
 *
 * Lines are appended to a followed file at random moments (exponential gaps); the action
 * writes to a named pipe that is read here. Measured from just before the append's write()
 * to the moment when the pipe's bytes are here, with one input and with a thousand of which
 * one is written to; the reference and evcorr in turns. Prints milliseconds.
 *
 *   node build/bench/latency.js [--lines=400] [--gap=50] [--seed=1] [--reference=COMMAND]
 */
import { closeSync, constants, mkdirSync, openSync, writeSync } from "node:fs";
import { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { makeFifo } from "../faults/fifo-reader.js";
import { makeRandom, type Random } from "../test/rules/random.js";
import { Daemon } from "../testing/daemon.js";
import { Place, until } from "../testing/place.js";
import { option, type Program, programs } from "./reference.js";

const lines = Number(option("lines") ?? 400);
const gapMs = Number(option("gap") ?? 50);
const seed = Number(option("seed") ?? 1);
/** Each program gets its lines in so many parts, in turn with the other. */
const ROUNDS = 4;
const RULES = "type=Single\nptype=RegExp\npattern=^line (\\d+)\ndesc=arrival\naction=write arrivals $1\n";

/** Milliseconds for each line of a part. */
async function measure(program: Program, inputs: number, count: number, random: Random): Promise<number[]> {
  const place = new Place();
  mkdirSync(place.path("inputs"));
  for (let number = 0; number < inputs; number++) place.write(`inputs/${number}.log`, "");
  makeFifo(place.path("arrivals"));
  // Open for writing as well: so it never ends.
  const pipe = new Socket({ fd: openSync(place.path("arrivals"), constants.O_RDWR | constants.O_NONBLOCK) });
  const appended: number[] = [];
  const latencies: number[] = [];
  let text = "";
  pipe.on("data", (bytes) => {
    const now = performance.now();
    text += bytes.toString("latin1");
    const whole = text.split("\n");
    text = whole.pop() as string;
    for (const number of whole) latencies.push(now - (appended[Number(number)] as number));
  });
  const options = ["--input=inputs/*.log", "--debug=3"];
  const daemon = new Daemon(place, RULES, options, { program: program.command });
  const input = openSync(place.path(`inputs/${inputs >> 1}.log`), "a");
  try {
    await daemon.isUp();
    await daemon.pulse("before measuring");
    for (let number = 0; number < count; number++) {
      await pause(-Math.log(1 - random.below(1e9) / 1e9) * gapMs);
      appended[number] = performance.now();
      writeSync(input, `line ${number}\n`);
    }
    await until(`${program.name} has acted on all lines`, () => latencies.length >= count);
    await daemon.terminate();
  } finally {
    closeSync(input);
    daemon.kill();
    pipe.destroy();
    place.remove();
  }
  return latencies;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] as number;
}

const QUANTILES = [0.5, 0.9, 0.99, 1];

const both = programs();
console.log(`${lines} lines each, exponential gaps of ${gapMs} ms in the mean, seed ${seed}; milliseconds`);
console.log("inputs  program      median      p90      p99      max");
for (const inputs of [1, 1000]) {
  const all = new Map<Program, number[]>(both.map((program) => [program, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const program of both) {
      const part = await measure(program, inputs, Math.ceil(lines / ROUNDS), makeRandom(seed + round));
      all.get(program)?.push(...part);
    }
  }
  const rows = both.map((program) => {
    const sorted = [...(all.get(program) as number[])].sort((a, b) => a - b);
    return QUANTILES.map((share) => quantile(sorted, share));
  });
  const row = (name: string, values: readonly string[]): void =>
    console.log(
      `${String(inputs).padStart(6)}  ${name.padEnd(10)}${values.map((value) => value.padStart(9)).join("")}`,
    );
  both.forEach((program, index) => {
    row(program.name, rows[index]?.map((value) => value.toFixed(2)) as string[]);
  });
  row("ratio", rows[0]?.map((value, index) => `1/${(value / (rows[1]?.[index] as number)).toFixed(0)}`) as string[]);
}
