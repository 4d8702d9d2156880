import assert from "node:assert/strict";
import { test } from "node:test";
import { StoppedMatches } from "../../src/engine/stopped-matches.js";

test("the first three are told, then one a minute with the number of the others", () => {
  const stopped = new StoppedMatches();
  const told = [0, 1, 2, 3, 40, 61, 63, 64].map((now) => stopped.warning("a:1", "x+", "xxx", now));
  const plain = 'regular expression "x+" took too long on "xxx": treated as no match';
  const more = 'regular expression "x+" took too long on "xxx", and on 3 lines before: treated as no match';
  assert.deepEqual(told, [plain, plain, plain, null, null, null, more, null]);
  assert.equal(stopped.warning("a:2", "x+", "xxx", 64), plain);
});

test("of a long line the beginning is shown", () => {
  const warning = new StoppedMatches().warning("a:1", "x+", "y".repeat(1000), 0);
  assert.equal(warning, `regular expression "x+" took too long on "${"y".repeat(200)}...": treated as no match`);
});
