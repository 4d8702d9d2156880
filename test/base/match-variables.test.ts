import assert from "node:assert/strict";
import { test } from "node:test";
import { copyOf, type MatchVariables, variableNamed } from "../../src/base/match-variables.js";

const MATCH: MatchVariables = {
  numbered: ["abc", "a", undefined, "c"],
  named: { n: "b", none: undefined, "1x": "y" },
  inputSource: "in.log",
  internalContext: undefined,
};

test("variables are looked up by their text: $01 is not $1", () => {
  const seen = ["0", "1", "2", "3", "4", "01", "00", "n", "none", "other", "_inputsrc", "_intcontext"].map((name) =>
    variableNamed(MATCH, name),
  );
  const none = undefined;
  assert.deepEqual(seen, ["abc", "a", none, "c", none, none, none, "b", none, none, "in.log", none]);
});

test("a copy can be changed without changing the original", () => {
  const copy = copyOf(MATCH);
  assert.deepEqual(copy, MATCH);
  copy.numbered[1] = "changed";
  (copy.named as Record<string, string>).n = "changed";
  assert.equal(MATCH.numbered[1], "a");
  assert.equal(MATCH.named?.n, "b");
});

test("a copy without named variables has none", () => {
  assert.equal(copyOf({ ...MATCH, named: null }).named, null);
});
