import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { FAULTS } from "../../faults/index.js";
import { type Outcome, perform } from "../../faults/perform.js";

/** Faults that the daemon does not yet stand; a name is taken out when it does. */
const NOT_YET: readonly string[] = [];

// The daemon itself, in real time: it is waited for. `npm run faults` has those that take longer, too.
suite("faults", { concurrency: 3 }, () => {
  for (const fault of FAULTS.filter(({ name, quick }) => quick && !NOT_YET.includes(name))) {
    test(fault.what, async (context) => {
      const outcome = await perform(fault);
      if (outcome.kind === "skipped") context.skip(outcome.reason);
      else assert.equal(outcome.kind, "passed", explain(outcome));
    });
  }
});

test("every fault that is left out is there", () => {
  const names = FAULTS.map(({ name }) => name);
  assert.deepEqual(
    NOT_YET.filter((name) => !names.includes(name)),
    [],
  );
});

function explain(outcome: Outcome): string {
  return outcome.kind === "failed" ? [outcome.message, ...outcome.lastWords].join("\n") : "";
}
