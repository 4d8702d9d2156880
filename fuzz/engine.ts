/**
 * Random rules of all types over random traffic, without end or for a number of rounds: a
 * run, the same again, and one whose periodic work is done only where the engine's deadlines
 * say so must have the same effects. The short form of it is among the unit tests.
 *
 *   node build/fuzz/engine.js [--rounds=N] [--seed=S] [--lines=L]
 */
import { deepStrictEqual } from "node:assert/strict";
import { makeRandom } from "../test/rules/random.js";
import { RuleGenerator } from "../testing/random-rules.js";
import { replay } from "../testing/replay.js";

function option(name: string, byDefault: number): number {
  const prefix = `--${name}=`;
  return Number(process.argv.find((argument) => argument.startsWith(prefix))?.slice(prefix.length) ?? byDefault);
}

const first = option("seed", 1);
const rounds = option("rounds", 1000);
let effects = 0;
for (let seed = first; seed < first + rounds; seed++) {
  const generator = new RuleGenerator(makeRandom(seed));
  const texts = generator.ruleSet();
  const lines = generator.traffic(option("lines", 300));
  try {
    const outcome = replay(texts, lines, "every second");
    deepStrictEqual(replay(texts, lines, "every second"), outcome);
    deepStrictEqual(replay(texts, lines, "where due"), outcome);
    effects += outcome.effects.length;
  } catch (error) {
    for (const [name, text] of Object.entries(texts)) console.log(`--- ${name}\n${text}`);
    console.log(`--- seed ${seed}\n${error instanceof Error ? error.stack : error}`);
    process.exit(1);
  }
}
console.log(`${rounds} rule sets from seed ${first}, ${effects} effects, no difference`);
