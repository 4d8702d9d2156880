import type { RuleSyntax } from "./rule-syntax.js";

export const singleWithSuppress: RuleSyntax<"SingleWithSuppress"> = (fields) => ({
  type: "SingleWithSuppress",
  condition: fields.condition(),
  desc: fields.template("desc"),
  action: fields.actions("action"),
  window: fields.number("window", 1),
});
