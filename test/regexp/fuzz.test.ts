/** A small run of the fuzzer; `npm run fuzz:regexp -- --pairs=2000000` is a large one. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const FUZZER = fileURLToPath(new URL("../../fuzz/regexp.js", import.meta.url));
const SEED = 20_000;

test("random expressions match random texts as in perl", {
  skip: spawnSync("perl", ["-v"]).status === 0 ? false : "there is no perl",
}, () => {
  const { stdout, status } = spawnSync(process.execPath, [FUZZER, "--pairs=5000", `--seed=${SEED}`], {
    encoding: "utf8",
  });
  assert.match(stdout, /"pairs":[5-9]\d{3},/);
  assert.match(stdout, /\nno difference\n$/);
  assert.equal(status, 0);
});
