import type { RuleSyntax } from "./rule-syntax.js";

export const single: RuleSyntax<"Single"> = (fields) => ({
  type: "Single",
  condition: fields.condition(),
  desc: fields.template("desc"),
  action: fields.actions("action"),
});
