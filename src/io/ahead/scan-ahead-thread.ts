/** The thread of scan-ahead.ts that reads and scans. */
import { readSync } from "node:fs";
import { workerData } from "node:worker_threads";
import { Block, type Numbers, Scanner } from "../../patterns/prefilter/index.js";
import {
  type AheadData,
  ASKED,
  BEGUN,
  CHUNK_MAX,
  DESCRIPTOR,
  DONE,
  ENDS,
  FILLED,
  FOUND,
  PLACE_HIGH,
  PLACE_LOW,
  STATE,
  SUBJECTS,
  WANTED,
} from "./memory.js";

const NEWLINE = 10;
const { memory, subjects } = workerData as AheadData;
const { control, text } = memory;
const scanner = new Scanner(subjects);
const block = new Block(text.length);
const chunk = Buffer.alloc(CHUNK_MAX);

/** How many bytes there are now, the line that had begun included. */
function readOn(): number {
  const begun = control[BEGUN] as number;
  const place = (control[PLACE_HIGH] as number) * 2 ** 32 + ((control[PLACE_LOW] as number) >>> 0);
  const count = readSync(control[DESCRIPTOR] as number, chunk, 0, control[WANTED] as number, place);
  text.set(chunk.subarray(0, count), begun);
  return begun + count;
}

/** The result's lists; false: they are too long. */
function publish(): boolean {
  const { ends, found } = block;
  const lists: readonly (readonly [Numbers, Int32Array])[] = [
    [ends, memory.ends],
    [found.lines, memory.lines],
    [found.wakes, memory.wakes],
    [found.firsts, memory.firsts],
    [found.subjects, memory.subjects],
  ];
  if (lists.some(([from, to]) => from.count > to.length)) return false;
  for (const [from, to] of lists) to.set(from.values.subarray(0, from.count));
  control[ENDS] = ends.count;
  control[FOUND] = found.count;
  control[SUBJECTS] = found.subjects.count;
  return true;
}

/** Bytes whose lines were scanned; -1: there is no result. */
function answer(): number {
  const filled = readOn();
  block.clear();
  block.bytes.set(text.subarray(0, filled));
  const last = block.bytes.subarray(0, filled).lastIndexOf(NEWLINE);
  if (last >= 0) scanner.scan(block, 0, last + 1);
  return publish() ? filled : -1;
}

for (;;) {
  for (let state = Atomics.load(control, STATE); state !== ASKED; state = Atomics.load(control, STATE)) {
    Atomics.wait(control, STATE, state);
  }
  let filled = -1;
  try {
    filled = answer();
  } catch {
    // Who reads the file says what is wrong with it.
  }
  control[FILLED] = filled;
  Atomics.store(control, STATE, DONE);
  Atomics.notify(control, STATE);
}
