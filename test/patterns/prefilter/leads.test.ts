/** What the needles of a line lead to, against what that means. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Numbers } from "../../../src/patterns/prefilter/hits.js";
import { Leads } from "../../../src/patterns/prefilter/leads.js";
import { makeRandom } from "../../rules/random.js";

const SEED = Number(process.env.FUZZ_SEED ?? 51_300);

test("subjects are found in lines that have a needle of each of their sets, however many a needle leads to", () => {
  let found = 0;
  for (let seed = SEED; seed < SEED + 60; seed++) {
    const random = makeRandom(seed);
    const literals = Array.from({ length: 2 + random.below(30) }, (_, number) => `literal ${number}`);
    const needlesMax = random.pick([2, 5, literals.length]);
    const setOf = (most: number) =>
      Array.from({ length: 1 + random.below(most) }, () => literals[random.below(needlesMax)] ?? "literal 0");
    const count = random.pick([5, 300]);
    const lookedFor = Array.from({ length: count }, () =>
      Array.from({ length: random.below(4) }, () => setOf(random.pick([1, 1, 3, 20]))),
    );
    const leads = new Leads(lookedFor, literals);
    for (let line = 0; line < 50; line++) {
      const there = new Set(literals.filter(() => random.below(4) === 0));
      const needles = new Numbers();
      // A needle may be found more than once.
      for (const literal of [...there, ...there]) {
        const needle = literals.indexOf(literal);
        if (leads.see(needle)) needles.add(needle);
      }
      const subjects = new Numbers();
      leads.endLine(needles, subjects);
      const expected = [...lookedFor.keys()].filter((subject) => {
        const sets = lookedFor[subject] as string[][];
        return sets.length > 0 && sets.every((set) => set.some((literal) => there.has(literal)));
      });
      const actual = [...subjects.values.slice(0, subjects.count)].sort((a, b) => a - b);
      assert.deepEqual(actual, expected, `FUZZ_SEED=${seed}: line ${line}`);
      found += actual.length;
    }
  }
  assert.ok(found > 5_000, `${found} found`);
});
