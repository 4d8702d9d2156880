import { setsVariables } from "../fields.js";
import { variablesOf } from "../shape.js";
import type { Lint } from "./lint.js";

/** Events of all hosts, users, ... that the pattern tells apart are fed to one operation. */
export const descWithoutKey: Lint = function* (facts) {
  for (const rule of facts.rules) {
    if (rule.type !== "SingleWithThreshold" && rule.type !== "SingleWithSuppress") {
      if (rule.type !== "SingleWith2Thresholds" && rule.type !== "Pair" && rule.type !== "PairWithWindow") continue;
    }
    const { pattern } = rule.condition;
    const groups = facts.expressionOf(pattern)?.groupCount ?? 0;
    if (groups === 0 || !setsVariables(pattern)) continue;
    if (variablesOf(rule.desc, ["match"]).length > 0) continue;
    yield {
      rule,
      span: pattern.span,
      message: `the pattern captures ${groups === 1 ? "a value, but desc does not hold it" : `${groups} values, but desc holds none of them`}: one operation gets the events of all values`,
      hint: "put the variable that tells them apart into desc (desc=... from $1), or make the groups non-capturing, (?:...)",
    };
  }
};
