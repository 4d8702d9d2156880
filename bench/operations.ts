/**
 * What live operations cost: `npm run bench:operations`. Bytes of memory of each (heap and
 * external, after collecting garbage, with the operation table and timers), and milliseconds
 * of a second's periodic work when none of them is due. In the engine alone.
 *
 *   node --expose-gc build/bench/operations.js [--count=1000000]
 */
import { Engine } from "../src/engine/index.js";
import { compileRegExp } from "../src/regexp/index.js";
import { Recorder } from "../testing/recorder.js";
import { makeRuleSet } from "../testing/rule-sets.js";
import { START, utc } from "../testing/world.js";
import { option } from "./reference.js";

const count = Number(option("count") ?? 1_000_000);
const TICKS = 50;
const SETTINGS = { bufsize: 0, jointbuf: null, evstoresize: 0, intcontexts: false, quoting: false, prefilter: true };

const FIRST = "ptype=RegExp\npattern=session (\\S+) of (\\S+) opened\n";
const RULES: Readonly<Record<string, string>> = {
  "threshold, action with %s": `type=SingleWithThreshold\n${FIRST}desc=session $1\naction=write - %s\nwindow=3600\nthresh=9\n`,
  "threshold, action with $2": `type=SingleWithThreshold\n${FIRST}desc=session $1\naction=write - $2\nwindow=3600\nthresh=9\n`,
  suppress: `type=SingleWithSuppress\n${FIRST}desc=session $1\naction=none\nwindow=3600\n`,
  "pair by two values": `type=Pair\n${FIRST}desc=session $1\naction=none\nptype2=RegExp\npattern2=session $1 of $2 closed\ndesc2=%1\naction2=write - %s\nwindow=3600\n`,
};

function memory(): number {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function measure(name: string, rules: string): void {
  const engine = new Engine(new Recorder(), utc, null, compileRegExp);
  engine.load(makeRuleSet(rules), SETTINGS);
  const source = { name: "input.log", context: null };
  const before = memory();
  for (let number = 0; number < count; number++) {
    // Spread over ten minutes, as in life.
    const now = START + Math.floor((number / count) * 600);
    const key = `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`;
    engine.accept(`Nov 27 10:00:00 host login[12]: session ${key} of user${number % 1000} opened`, source, now);
  }
  const bytes = (memory() - before) / count;
  const { operations } = engine.core;
  if ([...operations].length !== count) throw new Error("not every line has started an operation");
  let slowest = 0;
  for (let second = 1; second <= TICKS; second++) {
    const began = performance.now();
    engine.tick(START + 600 + second);
    slowest = Math.max(slowest, performance.now() - began);
  }
  console.log(`${bytes.toFixed(0).padStart(6)} bytes each, tick ${slowest.toFixed(3)} ms at most: ${count} x ${name}`);
}

if ((globalThis as { gc?: unknown }).gc === undefined) throw new Error("node needs --expose-gc");
for (const [name, rules] of Object.entries(RULES)) measure(name, rules);
