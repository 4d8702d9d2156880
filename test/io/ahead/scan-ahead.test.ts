import assert from "node:assert/strict";
import { closeSync, openSync } from "node:fs";
import { test } from "node:test";
import { ScanAhead } from "../../../src/io/ahead/scan-ahead.js";
import { Block, Scanner, type Subject } from "../../../src/patterns/prefilter/index.js";
import { Place } from "../../../testing/place.js";

const SUBJECTS: readonly Subject[] = ["failed password", "session opened", "link is down"].map((literal) => ({
  sets: [[literal]],
  shape: null,
  wakes: true,
  lines: 1,
}));
const NEWLINE = 10;
const OWNER = {};

function blockOf(bytes: Buffer): Block {
  const block = new Block(bytes.length);
  block.bytes.set(bytes);
  return block;
}

function findings({ ends, found }: Block): unknown {
  const { lines, wakes, firsts, subjects } = found;
  return [ends, lines, wakes, firsts, subjects].map(({ values, count }) => [...values.slice(0, count)]);
}

/** Asks until there is an answer: a thread that starts is not there at once. */
function askUntilTaken(ahead: ScanAhead, descriptor: number, begun: Buffer, block: Block, filled: number): boolean {
  const scanner = scannerOf(ahead);
  const deadline = performance.now() + 20_000;
  while (performance.now() < deadline) {
    ahead.ask(OWNER, { descriptor, position: 0 }, begun, scanner);
    if (ahead.take(OWNER, block, filled, scanner)) return true;
  }
  return false;
}

const scanners = new WeakMap<ScanAhead, Scanner>();
function scannerOf(ahead: ScanAhead): Scanner {
  const scanner = scanners.get(ahead) ?? new Scanner(SUBJECTS);
  scanners.set(ahead, scanner);
  return scanner;
}

test("the other thread finds what a scan finds, and only in the bytes that were read", () => {
  const place = new Place();
  const ahead = new ScanAhead(assert.fail);
  const begun = Buffer.from("Jan  1 00:00:00 gate sshd[1]: Failed pass");
  const rest = Array.from({ length: 400 }, (_, line) => `${line} ${line % 7 === 0 ? "Session opened" : "nothing"}\n`);
  const chunk = Buffer.from(`word for x\n${rest.join("")}the next one has begun`);
  place.write("log", chunk.toString());
  const descriptor = openSync(place.path("log"), "r");
  try {
    const bytes = Buffer.concat([begun, chunk]);
    const expected = blockOf(bytes);
    new Scanner(SUBJECTS).scan(expected, 0, bytes.lastIndexOf(NEWLINE) + 1);
    assert.equal(expected.found.count, 59);

    const block = blockOf(bytes);
    assert.equal(askUntilTaken(ahead, descriptor, begun, block, bytes.length), true);
    assert.deepEqual(findings(block), findings(expected));

    // The result is there now, and of other bytes: those are not taken for the same.
    const other = Buffer.from(bytes);
    other[50] = 0;
    const scanner = scannerOf(ahead);
    for (const [read, filled] of [
      [other, other.length],
      [bytes, bytes.length - 1],
    ] as const) {
      ahead.ask(OWNER, { descriptor, position: 0 }, begun, scanner);
      const changed = blockOf(read);
      assert.equal(ahead.take(OWNER, changed, filled, scanner), false);
      assert.equal(changed.ends.count, 0);
    }
    ahead.ask(OWNER, { descriptor, position: 0 }, begun, scanner);
    assert.equal(ahead.take({}, blockOf(bytes), bytes.length, scanner), false);
    assert.equal(ahead.take(OWNER, blockOf(bytes), bytes.length, new Scanner(SUBJECTS)), false);
  } finally {
    closeSync(descriptor);
    ahead.close();
    place.remove();
  }
});
