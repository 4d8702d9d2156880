/**
 * Random rules over random traffic, in the way that tries every rule on every line and in the way
 * that does not: all that comes of it must be the same. A short form is among the unit tests.
 *
 *   npm run fuzz:prefilter -- [--lines=N] [--seed=S]
 */
import { deepStrictEqual } from "node:assert/strict";
import { makeRandom } from "../test/rules/random.js";
import { type Counts, quickly, randomWay, slowly } from "../testing/both-ways.js";
import { RuleGenerator } from "../testing/random-rules.js";

/** Lines for one rule set. */
const LINES_EACH = 250;

function option(name: string, byDefault: number): number {
  const prefix = `--${name}=`;
  return Number(process.argv.find((argument) => argument.startsWith(prefix))?.slice(prefix.length) ?? byDefault);
}

const first = option("seed", 1);
const wanted = option("lines", 100_000);
const counts: Counts = { lines: 0, skipped: 0, effects: 0 };
let seed = first;
for (; counts.lines < wanted; seed++) {
  const random = makeRandom(seed);
  const generator = new RuleGenerator(random);
  const texts = generator.ruleSet();
  const lines = generator.traffic(LINES_EACH);
  const way = randomWay(random);
  try {
    deepStrictEqual(quickly(texts, lines, way, random, counts), slowly(texts, lines, way));
  } catch (error) {
    for (const [name, text] of Object.entries(texts)) console.log(`--- ${name}\n${text}`);
    console.log(`--- seed ${seed}, ${JSON.stringify(way)}\n${error instanceof Error ? error.stack : error}`);
    process.exit(1);
  }
}
const { lines, skipped, effects } = counts;
console.log(
  `${seed - first} rule sets from seed ${first}: ${lines} lines (${skipped} passed by), ${effects} effects, no difference`,
);
