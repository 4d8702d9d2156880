import assert from "node:assert/strict";
import { test } from "node:test";
import { Buffers, type PatternFaults } from "../../src/engine/buffers.js";

const NO_FAULTS: PatternFaults = { perlFailed: () => {}, matchStopped: () => {} };

function makeBuffers(size: number, joint: boolean): Buffers {
  return new Buffers(size, joint, null, NO_FAULTS);
}

test("lines that have not been read are empty", () => {
  const buffers = makeBuffers(3, true);
  buffers.add("a", "f");
  assert.equal(buffers.lastLines(1), "a");
  assert.equal(buffers.lastLines(3), "\n\na");
  assert.equal(buffers.inputSource(3), "  f");
});

test("a joint buffer holds the last lines of all inputs, with their names", () => {
  const buffers = makeBuffers(3, true);
  for (const [text, source] of [
    ["1", "f"],
    ["2", "g"],
    ["3", null],
    ["4", "f"],
  ] as const) {
    buffers.add(text, source);
  }
  assert.equal(buffers.lastLines(3), "2\n3\n4");
  assert.equal(buffers.lastLines(2), "3\n4");
  assert.equal(buffers.inputSource(3), "g synthetic f");
  assert.equal(buffers.inputSource(1), "f");
  assert.deepEqual(buffers.perlParameters(3), ["2", "3", "4", "g", undefined, "f"]);
});

test("separate buffers hold each input's own lines, and one name", () => {
  const buffers = makeBuffers(2, false);
  for (const [text, source] of [
    ["1", "f"],
    ["2", "g"],
    ["3", null],
    ["4", "f"],
  ] as const) {
    buffers.add(text, source);
  }
  assert.equal(buffers.lastLines(2), "1\n4");
  assert.equal(buffers.inputSource(2), "f");
  assert.deepEqual(buffers.perlParameters(2), ["1", "4", "f"]);
  buffers.add("5", null);
  assert.equal(buffers.lastLines(2), "3\n5");
  assert.equal(buffers.inputSource(2), "synthetic");
  buffers.add("6", "g");
  assert.equal(buffers.lastLines(2), "2\n6");
});

test("rewrite replaces the last lines of the current buffer and keeps where they came from", () => {
  const buffers = makeBuffers(3, true);
  for (const [text, source] of [
    ["1", "f"],
    ["2", "g"],
    ["3", "h"],
  ] as const) {
    buffers.add(text, source);
  }
  buffers.rewrite(["x", "y"]);
  assert.equal(buffers.lastLines(3), "1\nx\ny");
  assert.equal(buffers.inputSource(3), "f g h");
  buffers.add("4", "f");
  assert.equal(buffers.lastLines(3), "x\ny\n4");
});

test("rewriting one of separate buffers leaves the others", () => {
  const buffers = makeBuffers(1, false);
  buffers.add("1", "f");
  buffers.add("2", "g");
  buffers.rewrite(["x"]);
  assert.equal(buffers.lastLines(1), "x");
  buffers.add("3", "f");
  assert.equal(buffers.lastLines(1), "3");
});

test("a buffer of another size keeps the newest lines, and has empty ones before them", () => {
  const buffers = new Buffers(2, false, null, NO_FAULTS);
  for (const line of ["a1", "a2", "a3"]) buffers.add(line, "a.log");
  buffers.add("b1", "b.log");
  buffers.change(4, false);
  assert.equal(buffers.size, 4);
  assert.equal(buffers.lastLines(4), "\n\n\nb1");
  buffers.add("a4", "a.log");
  assert.equal(buffers.lastLines(4), "\na2\na3\na4");
  buffers.change(2, false);
  assert.equal(buffers.lastLines(2), "a3\na4");
  buffers.add("b2", "b.log");
  assert.equal(buffers.lastLines(2), "b1\nb2");
  buffers.forget("a.log");
  buffers.add("a5", "a.log");
  assert.equal(buffers.lastLines(2), "\na5");
});

test("one buffer that takes the place of many is that of the last line, many begin empty", () => {
  const buffers = makeBuffers(2, false);
  buffers.add("a1", "a.log");
  buffers.add("b1", "b.log");
  buffers.change(3, true);
  buffers.add("a2", "a.log");
  assert.equal(buffers.lastLines(3), "\nb1\na2");
  buffers.change(2, false);
  buffers.add("a3", "a.log");
  assert.equal(buffers.lastLines(2), "\na3");
});
