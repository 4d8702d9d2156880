/** The thread of scan-ahead.ts that reads and scans. */
import { readSync } from "node:fs";
import { workerData } from "node:worker_threads";
import { Block, type Numbers, Scanner } from "../../patterns/prefilter/index.js";
import { type AheadData, ASKED, AT, CHUNK_MAX, DONE } from "./memory.js";

const NEWLINE = 10;
const { memory, subjects } = workerData as AheadData;
const { control, text } = memory;
const scanner = new Scanner(subjects);
const block = new Block(text.length);
const chunk = Buffer.alloc(CHUNK_MAX);

/** How many bytes there are now, the line that had begun included. */
function readOn(): number {
  const begun = control[AT.begun] as number;
  const place = (control[AT.placeHigh] as number) * 2 ** 32 + ((control[AT.placeLow] as number) >>> 0);
  const count = readSync(control[AT.descriptor] as number, chunk, 0, control[AT.wanted] as number, place);
  text.set(chunk.subarray(0, count), begun);
  return begun + count;
}

/** The result's lists; false: they are too long, or there is nothing to look for. */
function publish(): boolean {
  const { ends, found } = block;
  if (found.isAll) return false;
  const lists: readonly (readonly [Numbers, Int32Array])[] = [
    [ends, memory.ends],
    [found.lines, memory.lines],
    [found.wakes, memory.wakes],
    [found.firsts, memory.firsts],
    [found.subjects, memory.subjects],
  ];
  if (lists.some(([from, to]) => from.count > to.length)) return false;
  for (const [from, to] of lists) to.set(from.values.subarray(0, from.count));
  control[AT.ends] = ends.count;
  control[AT.found] = found.count;
  control[AT.subjects] = found.subjects.count;
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
  for (let state = Atomics.load(control, AT.state); state !== ASKED; state = Atomics.load(control, AT.state)) {
    Atomics.wait(control, AT.state, state);
  }
  let filled = -1;
  try {
    filled = answer();
  } catch {
    // Who reads the file says what is wrong with it.
  }
  control[AT.filled] = filled;
  Atomics.store(control, AT.state, DONE);
  Atomics.notify(control, AT.state);
}
