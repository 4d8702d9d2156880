import type { RuleSyntax } from "./rule-syntax.js";

export const singleWithThreshold: RuleSyntax<"SingleWithThreshold"> = (fields) => ({
  type: "SingleWithThreshold",
  condition: fields.condition(),
  desc: fields.template("desc"),
  action: fields.actions("action"),
  action2: fields.optionalActions("action2"),
  window: fields.number("window", 1),
  thresh: fields.number("thresh", 1),
});
