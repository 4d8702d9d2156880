import type { Rule } from "../../rules/ast.js";
import { ruleAt } from "../fields.js";
import type { Lint } from "./lint.js";

const WITHOUT_OPERATIONS: ReadonlySet<Rule["type"]> = new Set([
  "Single",
  "SingleWithScript",
  "Suppress",
  "Calendar",
  "Jump",
] satisfies Rule["type"][]);

/** reset, getwpos or setwpos means a rule that is not there, or that has no operations. */
export const resetNowhere: Lint = function* (facts) {
  for (const { file, rule, action } of facts.actions) {
    if (action.type !== "reset" && action.type !== "getwpos" && action.type !== "setwpos") continue;
    if (action.offset === null) continue;
    const target = ruleAt(action.offset, rule, file);
    if (target !== undefined && !WITHOUT_OPERATIONS.has(target.type)) continue;
    yield {
      rule,
      span: action.span,
      message:
        target === undefined
          ? `${action.type} means a rule that this file does not have`
          : `${action.type} means the ${target.type} rule, which starts no operations`,
      hint: "count the rules of the file without Options rules: +1 is the next, -1 the one before, 0 this one",
    };
  }
};
