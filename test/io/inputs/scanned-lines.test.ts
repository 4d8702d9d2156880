import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_FILTER, ScannedLines } from "../../../src/io/inputs/scanned-lines.js";
import { Scanner } from "../../../src/patterns/prefilter/index.js";

function linesOf(buffer: ScannedLines): string[] {
  const lines: string[] = [];
  for (let line = buffer.next(); line !== undefined; line = buffer.next()) lines.push(line);
  return lines;
}

test("lines are the same however the bytes are cut", () => {
  const text = "one\n\ntwo\r\n\xff\x00three\nunfinished";
  for (let size = 1; size <= text.length; size++) {
    const buffer = new ScannedLines(0, NO_FILTER);
    const lines: string[] = [];
    for (let at = 0; at < text.length; at += size) {
      buffer.add(Buffer.from(text.slice(at, at + size), "latin1"));
      lines.push(...linesOf(buffer));
    }
    assert.deepEqual(lines, ["one", "", "two\r", "\xff\x00three"], `pieces of ${size}`);
    assert.equal(buffer.takeUnfinished(), "unfinished");
    assert.equal(buffer.takeUnfinished(), undefined);
  }
});

test("a line of 64 MiB in small pieces comes out whole", () => {
  const piece = Buffer.alloc(65536, "x");
  const buffer = new ScannedLines(0, NO_FILTER);
  for (let i = 0; i < 1024; i++) buffer.add(piece);
  assert.equal(buffer.hasLine, false);
  buffer.add(Buffer.from("\n"));
  assert.equal(buffer.next()?.length, 64 * 1024 * 1024);
});

test("clear forgets lines and the unfinished one", () => {
  const buffer = new ScannedLines(0, NO_FILTER);
  buffer.add(Buffer.from("a\nb"));
  buffer.clear();
  buffer.add(Buffer.from("c\n"));
  assert.deepEqual(linesOf(buffer), ["c"]);
});

test("a line is cut at the limit, wherever the pieces are, and what was lost is counted", () => {
  const text = `${"a".repeat(10)}\n${"b".repeat(11)}\n${"c".repeat(25)}\nd\n`;
  for (let size = 1; size <= text.length; size++) {
    const buffer = new ScannedLines(10, NO_FILTER);
    for (let at = 0; at < text.length; at += size) buffer.add(Buffer.from(text.slice(at, at + size)));
    assert.deepEqual(linesOf(buffer), ["a".repeat(10), "b".repeat(10), "c".repeat(10), "d"], `pieces of ${size}`);
    assert.deepEqual([buffer.cutLines, buffer.cutBytes], [2, 16]);
  }
});

/** What looks for one literal. */
function scannerFor(literal: string): Scanner {
  return new Scanner([{ sets: [[literal]], shape: null, wakes: true, lines: 1 }]);
}

test("when rules change in the middle of a block, lines to come are looked at anew, and those passed by are whole", () => {
  const filter = { ...NO_FILTER, scanner: scannerFor("failed password") };
  const buffer = new ScannedLines(0, filter);
  buffer.add(Buffer.from("one\nfailed password\ntwo\nthree\nsession opened\nfour"));
  assert.equal(buffer.skip(10), 1);
  assert.deepEqual([buffer.next(), buffer.hits.subjects.count], ["failed password", 1]);
  filter.scanner = scannerFor("session opened");
  assert.equal(buffer.skip(1), 1);
  assert.deepEqual(buffer.last(1), ["two"]);
  assert.equal(buffer.skip(10), 1);
  assert.deepEqual(buffer.last(2), ["two", "three"]);
  assert.deepEqual([buffer.next(), buffer.hits.subjects.count], ["session opened", 1]);
  buffer.add(Buffer.from(" failed password\n"));
  assert.equal(buffer.skip(10), 1);
  assert.deepEqual(buffer.last(1), ["four failed password"]);
});
