import type { RuleSyntax } from "./rule-syntax.js";

/** It has no continue field: a matching event is done with this file. */
export const suppress: RuleSyntax<"Suppress"> = (fields) => ({
  type: "Suppress",
  condition: fields.conditionWithoutContinue(),
  desc: fields.optionalTemplate("desc"),
});
