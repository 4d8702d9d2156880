import assert from "node:assert/strict";
import { test } from "node:test";
import { perform } from "../../soak/perform.js";
import { OUR_SEC } from "../../testing/daemon.js";

const SEED = Number(process.env.FUZZ_SEED ?? 20_261_127);

// The short form of `npm run soak`. Memory is not looked at: the start still shows in it.
test(`lines are acted on once and in order while files are rotated and signals come, seed ${SEED}`, async () => {
  const result = await perform({
    lines: 40_000,
    seed: SEED,
    program: OUR_SEC,
    strict: true,
    checkMemory: false,
    patienceMs: 60_000,
    onProgress: () => {},
  });
  assert.deepEqual(result.faults, [], [...result.account.examples, ...result.lastWords].join("\n"));
  assert.deepEqual(result.account, { lost: 0, doubled: 0, reordered: 0, examples: [] });
  for (const [what, count] of [...Object.entries(result.rotations), ...Object.entries(result.signals)])
    assert.ok(count > 0, `no ${what}`);
});
