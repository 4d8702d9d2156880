import assert from "node:assert/strict";
import { test } from "node:test";
import { World } from "../../testing/world.js";
import { GROUPS_AND_CONTEXTS } from "./scenarios/groups-and-contexts.js";
import { SINGLE_AND_PAIR } from "./scenarios/single-and-pair.js";

for (const { name, rules, events, end, expected } of [...SINGLE_AND_PAIR, ...GROUPS_AND_CONTEXTS]) {
  for (const ticks of ["every second", "where due"] as const) {
    // A Calendar rule with a context asks for it in every second.
    if (ticks === "where due" && name.startsWith("Calendar")) continue;
    test(`${name} (periodic work ${ticks})`, () => {
      const output = new World(rules, { ticks }).play(events, end);
      assert.deepEqual(
        output,
        expected.split("\n").filter((line) => line !== ""),
      );
    });
  }
}
