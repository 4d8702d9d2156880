import { setsVariables } from "../fields.js";
import { variablesOf } from "../shape.js";
import { operandsOf } from "../uses.js";
import type { Lint } from "./lint.js";

/** Operations are kept apart by desc, but the second pattern ends all of them at once. */
export const pairWithoutKey: Lint = function* (facts) {
  for (const rule of facts.rules) {
    if (rule.type !== "Pair" && rule.type !== "PairWithWindow") continue;
    if (!setsVariables(rule.condition.pattern) || variablesOf(rule.desc, ["match"]).length === 0) continue;
    const { pattern, context } = rule.condition2;
    const text = pattern.type === "SubStr" ? pattern.text : pattern.type === "RegExp" ? pattern.template : null;
    if (text === null) continue;
    if (variablesOf(text, ["match"]).length > 0) continue;
    const operands = context === null ? [] : operandsOf(context.expression);
    if (operands.some((operand) => operand.kind === "code" || /[%$]/.test(operand.text?.source ?? ""))) continue;
    yield {
      rule,
      span: pattern.span,
      message:
        "pattern2 holds no value of the first pattern: an event that it matches ends the operations of all values",
      hint: "put the variable of the first pattern that desc holds into pattern2, as in: pattern2=login of $1",
    };
  }
};
