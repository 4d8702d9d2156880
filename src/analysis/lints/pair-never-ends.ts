import { includesPattern } from "./inclusion.js";
import type { Lint } from "./lint.js";

/** Events of the second pattern are taken by the first: they begin operations and end none. */
export const pairNeverEnds: Lint = function* (facts) {
  for (const rule of facts.rules) {
    if (rule.type !== "Pair" && rule.type !== "PairWithWindow") continue;
    if (rule.condition.context !== null || !includesPattern(rule.condition, rule.condition2)) continue;
    yield {
      rule,
      span: rule.condition2.pattern.span,
      message: "pattern takes all events that pattern2 matches: the second half of the pair never comes",
      hint: "make the first pattern more particular; an event is tried on pattern2 only when pattern does not match it",
    };
  }
};
