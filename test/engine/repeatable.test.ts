/**
 * Random rules of all types over random traffic: the same run has the same effects, and so
 * has one whose periodic work is done only in the seconds that the engine's deadlines name.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { RuleGenerator } from "../../testing/random-rules.js";
import { replay } from "../../testing/replay.js";
import { makeRuleSet } from "../../testing/rule-sets.js";
import { makeRandom } from "../rules/random.js";

const SEED = Number(process.env.FUZZ_SEED ?? 20_260_105);
const ROUNDS = 150;
const LINES = 120;

test(`${ROUNDS} random rule sets over ${LINES} lines each, from seed ${SEED}`, () => {
  let effects = 0;
  const types = new Map<string, number>();
  for (let seed = SEED; seed < SEED + ROUNDS; seed++) {
    const generator = new RuleGenerator(makeRandom(seed));
    const texts = generator.ruleSet();
    const lines = generator.traffic(LINES);
    const first = replay(texts, lines, "every second");
    assert.deepEqual(replay(texts, lines, "every second"), first, `FUZZ_SEED=${seed}, run again`);
    assert.deepEqual(replay(texts, lines, "where due"), first, `FUZZ_SEED=${seed}, periodic work only where due`);
    effects += first.effects.length;
    for (const { rules } of makeRuleSet(texts, { faulty: true }).files) {
      for (const { type } of rules) types.set(type, (types.get(type) ?? 0) + 1);
    }
  }
  assert.equal(types.size, 11, "all rule types take part");
  assert.ok(Math.min(...types.values()) > ROUNDS / 5, "none of them is rare");
  assert.ok(effects > ROUNDS * 20, `only ${effects} effects: the test would see nothing`);
});
