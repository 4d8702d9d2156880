/** The traffics that are measured. Their order is that of the table. */
import { manualExamples } from "./manual-examples.js";
import { multiLine } from "./multi-line.js";
import { operations } from "./operations.js";
import { mixedLines, rules } from "./rule-sets.js";
import type { Scenario } from "./scenario.js";
import { withoutLiterals } from "./without-literals.js";

const SIZES = [10, 100, 1000, 5000];
/** Lines in a hundred that match and act. */
const COLD = 1;
const HOT = 50;

const bySize = (kind: string, percent: number): Scenario[] =>
  SIZES.map((size) => ({
    name: `${kind}-${size}`,
    rules: { "rules.sec": rules(size) },
    traffic: () => mixedLines(size, percent),
  }));

/** The same as cold-100, but through a pipe into standard input. */
const piped: Scenario = {
  name: "pipe-100",
  rules: { "rules.sec": rules(100) },
  traffic: () => mixedLines(100, COLD),
  input: "pipe",
};

export const SCENARIOS: readonly Scenario[] = [
  ...bySize("cold", COLD),
  ...bySize("hot", HOT),
  piped,
  withoutLiterals(COLD),
  multiLine,
  ...operations,
  ...manualExamples,
];
