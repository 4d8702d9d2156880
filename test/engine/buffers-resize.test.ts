import assert from "node:assert/strict";
import { test } from "node:test";
import { Buffers } from "../../src/engine/buffers.js";

test("a buffer of another size keeps the newest lines, and has empty ones before them", () => {
  const buffers = new Buffers(2, false, null, () => {});
  for (const line of ["a1", "a2", "a3"]) buffers.add(line, "a.log");
  buffers.add("b1", "b.log");
  buffers.resize(4);
  assert.equal(buffers.size, 4);
  assert.equal(buffers.lastLines(4), "\n\n\nb1");
  buffers.add("a4", "a.log");
  assert.equal(buffers.lastLines(4), "\na2\na3\na4");
  buffers.resize(2);
  assert.equal(buffers.lastLines(2), "a3\na4");
  buffers.add("b2", "b.log");
  assert.equal(buffers.lastLines(2), "b1\nb2");
});
