import { variablesOf } from "../shape.js";
import type { Lint } from "./lint.js";

/** A Pair rule without end in time keeps an operation for each value until its partner comes. */
export const unboundedOperations: Lint = function* (facts) {
  for (const rule of facts.rules) {
    if (rule.type !== "Pair" || rule.window !== 0) continue;
    if (variablesOf(rule.desc, ["match"]).length === 0) continue;
    const isReset = facts.actions.some(({ action }) => action.type === "reset");
    if (isReset) continue;
    yield {
      rule,
      span: rule.span,
      message: "operations of this rule have no end in time: those whose second event never comes pile up",
      hint: "set window to the longest time for which waiting makes sense",
    };
  }
};
