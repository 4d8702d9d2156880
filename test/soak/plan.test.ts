import assert from "node:assert/strict";
import { test } from "node:test";
import { makePlan, type Step, textOf, WAYS } from "../../soak/plan.js";

const linesOf = (steps: readonly Step[]): number => steps.reduce((sum, step) => sum + step.lines, 0);

test("a plan writes exactly the lines that are wanted, rotates in all ways, and its seed repeats it", () => {
  for (const lines of [1, 149, 5000, 250_000]) {
    for (let seed = 1; seed < 20; seed++) {
      const plan = makePlan(seed, 3, lines);
      assert.equal(linesOf(plan), lines);
      assert.deepEqual(makePlan(seed, 3, lines), plan);
    }
  }
  const ways = new Set(makePlan(1, 0, 5000).map((step) => (step.kind === "rotate" ? step.way : "")));
  for (const way of WAYS) assert.ok(ways.has(way), way);
});

test("after a truncation fewer bytes are written than there were", () => {
  let before = 0;
  let number = 0;
  for (const step of makePlan(5, 1, 250_000)) {
    let bytes = 0;
    for (let left = step.lines; left > 0; left--) bytes += textOf(1, ++number).length;
    if (step.kind === "write") before += bytes;
    else {
      if (step.way === "truncate") assert.ok(bytes < before, `${bytes} after ${before} at line ${number}`);
      before = step.way === "truncate" ? bytes : 0;
    }
  }
});
