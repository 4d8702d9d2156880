/**
 * Random rules of all types over random traffic: what explain says must be what the engine
 * did (testing/explain-agrees.ts), with the prefilter and without it. The short form of it is
 * among the unit tests.
 *
 *   npm run fuzz:explain -- [--lines=N] [--seed=S]
 */
import { makeRandom } from "../test/rules/random.js";
import { checkAgreement, withMeddler } from "../testing/explain-agrees.js";
import { RuleGenerator } from "../testing/random-rules.js";

const LINES_EACH = 250;

function option(name: string, byDefault: number): number {
  const prefix = `--${name}=`;
  return Number(process.argv.find((argument) => argument.startsWith(prefix))?.slice(prefix.length) ?? byDefault);
}

const first = option("seed", 1);
const wanted = option("lines", 100_000);
const sum = { lines: 0, events: 0, trials: 0, firings: 0 };
let seed = first;
for (; sum.lines < wanted; seed++) {
  const generator = new RuleGenerator(makeRandom(seed));
  const generated = generator.ruleSet();
  const texts = seed % 2 === 0 ? withMeddler(generated) : generated;
  const lines = generator.traffic(Math.min(LINES_EACH, wanted - sum.lines));
  try {
    const agreement = checkAgreement(texts, lines);
    checkAgreement(texts, lines, true);
    sum.lines += lines.length;
    sum.events += agreement.events;
    sum.trials += agreement.trials;
    sum.firings += agreement.firings;
  } catch (error) {
    for (const [name, text] of Object.entries(texts)) console.log(`--- ${name}\n${text}`);
    console.log(`--- seed ${seed}\n${error instanceof Error ? error.stack : error}`);
    process.exit(1);
  }
}
const { lines, events, trials, firings } = sum;
console.log(
  `${lines} lines through ${seed - first} rule sets from seed ${first}: ${events} events, ${trials} trials of rules, ` +
    `${firings} action lists; explain and the engine agree`,
);
