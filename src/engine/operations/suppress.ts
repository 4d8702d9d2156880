import { meets } from "./condition.js";
import type { RuleMeaning } from "./rule-meaning.js";

/** Manual: SUPPRESS RULE. */
export const suppress: RuleMeaning<"Suppress"> = (rule, core) =>
  meets(rule.condition, core) === undefined ? null : rule.condition.continue;
