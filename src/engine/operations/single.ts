import { bind, meets, values } from "./condition.js";
import type { RuleMeaning } from "./rule-meaning.js";

/** Manual: SINGLE RULE. */
export const single: RuleMeaning<"Single"> = (rule, core) => {
  const match = meets(rule.condition, core);
  if (match === undefined) return null;
  core.run(rule.action, rule, bind(rule, match, rule.desc.expand(values(match, core)), core));
  return rule.condition.continue;
};
