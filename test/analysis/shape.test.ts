import assert from "node:assert/strict";
import { test } from "node:test";
import { keyOf, mayBeEqual, shapeOf } from "../../src/analysis/shape.js";
import { Template } from "../../src/base/template.js";

const shape = (text: string) => shapeOf(new Template(text), ["match", "variables"]);

test("names of variables do not count in a key, masks are literals", () => {
  assert.equal(keyOf(shape("SEEN_$1")), keyOf(shape("SEEN_$+{ip}")));
  assert.equal(keyOf(shape("A_$1$2")), keyOf(shape("A_%x")));
  assert.notEqual(keyOf(shape("SEEN_$1")), keyOf(shape("SEEN_")));
  assert.deepEqual(shape("100%% of $$5").literals, ["100% of $5"]);
});

test("rounds that do not take place leave their variables as text", () => {
  assert.deepEqual(shapeOf(new Template("A_$1"), []).literals, ["A_$1"]);
});

for (const [a, b, expected] of [
  ["SEEN_$1", "SEEN_root", true],
  ["SEEN_$1", "SEEN_", true],
  ["SEEN_$1", "SEE_root", false],
  ["SEEN_$1_x", "SEEN_a_y", false],
  ["$1_B", "A_$1", true],
  ["$1A", "B$1", true],
  ["a$1b", "a$1c", false],
  ["abc", "abc", true],
  ["abc", "abd", false],
  ["$1", "anything", true],
] as const) {
  test(`${a} and ${b} ${expected ? "may be" : "are never"} the same text`, () => {
    assert.equal(mayBeEqual(shape(a), shape(b)), expected);
    assert.equal(mayBeEqual(shape(b), shape(a)), expected);
  });
}
