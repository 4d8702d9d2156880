/** What bin/commands.js starts from. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import type { Script } from "node:vm";

const commands = createRequire(import.meta.url)("../../../bin/commands.js") as { script(): Script };

test("V8 takes the code that was compiled when the bundle was built", () => {
  // Refused when a flag of V8 that a run sets is not set back in scripts/compiled-code.cjs.
  assert.equal(commands.script().cachedDataRejected, false);
});
