import type { Template } from "../../base/template.js";
import { conditionsOf, setsVariables } from "../fields.js";
import { templatesOf } from "./facts.js";
import type { Lint } from "./lint.js";

/** $1 in a rule whose pattern sets no match variables stays as it is. */
export const dollarWithoutVariables: Lint = function* (facts) {
  for (const { rule, list, action } of facts.actions) {
    if (list.patterns.length === 0 || list.patterns.some(setsVariables)) continue;
    // Shells and Perl have variables of that look.
    if ("command" in action || action.type === "eval" || action.type === "lcall") continue;
    const found = templatesOf(action)
      .map(dollarIn)
      .find((text) => text !== undefined);
    if (found === undefined) continue;
    yield {
      rule,
      span: action.span,
      message: `patterns of type ${list.patterns[0]?.type} set no match variables: ${found} stays as it is written`,
      hint: "use a RegExp pattern with a group for the value",
    };
  }
  for (const rule of facts.rules) {
    if (rule.type === "Calendar" || !("desc" in rule) || rule.desc === null) continue;
    const patterns = conditionsOf(rule).map(({ condition }) => condition.pattern);
    // The desc field belongs to the first pattern of a Pair, and to all of an EventGroup.
    const own = rule.type === "EventGroup" ? patterns : patterns.slice(0, 1);
    const found = dollarIn(rule.desc);
    if (found === undefined || own.some(setsVariables)) continue;
    yield {
      rule,
      span: rule.span,
      message: `patterns of type ${own[0]?.type} set no match variables: ${found} in desc stays as it is written`,
      hint: "use a RegExp pattern with a group for the value",
    };
  }
};

function dollarIn({ source }: Template): string | undefined {
  return /\$(?:\d|\{\d+\}|\+\{\w+\})/.exec(source)?.[0];
}
