import type { Lint } from "./lint.js";
import { patternsOf } from "./patterns.js";

/** A varmap gives a name to a group that the expression does not have. */
export const varmapWithoutGroup: Lint = function* (facts) {
  for (const { rule, pattern } of patternsOf(facts)) {
    const groups = facts.expressionOf(pattern)?.groupCount;
    if (groups === undefined) continue;
    const missing = pattern.variableMap?.variables.find(({ group }) => group > Math.max(1, groups));
    if (missing === undefined) continue;
    yield {
      rule,
      span: pattern.span,
      message: `varmap names group ${missing.group} "${missing.name}", but the expression has ${groups}`,
      hint: "count the groups of the pattern; (?:...) is none",
    };
  }
};
