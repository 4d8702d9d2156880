import { setsVariables } from "../fields.js";
import { templatesOf } from "./facts.js";
import type { Lint } from "./lint.js";

/** $1 in a rule whose pattern sets no match variables stays as it is. */
export const dollarWithoutVariables: Lint = function* (facts) {
  for (const { rule, list, action } of facts.actions) {
    if (list.patterns.length === 0 || list.patterns.some(setsVariables)) continue;
    // Shells and Perl have variables of that look.
    if ("command" in action || action.type === "eval" || action.type === "lcall") continue;
    const found = templatesOf(action)
      .map((template) => /\$(?:\d|\{\d+\}|\+\{\w+\})/.exec(template.source)?.[0])
      .find((text) => text !== undefined);
    if (found === undefined) continue;
    yield {
      rule,
      span: action.span,
      message: `patterns of type ${list.patterns[0]?.type} set no match variables: ${found} stays as it is written`,
      hint: "use a RegExp pattern with a group for the value",
    };
  }
};
