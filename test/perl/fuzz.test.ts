import assert from "node:assert/strict";
import { test } from "node:test";
import { fuzzPerlCode } from "../../fuzz/perl-code.js";

test("random snippets do the same compiled and in perl", () => {
  const seed = 20;
  const report = fuzzPerlCode(800, seed, 3);
  assert.deepEqual(report.differences, [], `seed ${seed}`);
  assert.ok(report.compiled > report.snippets / 2, `only ${report.compiled} of ${report.snippets} were compiled`);
});
