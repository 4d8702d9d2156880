import type { RuleSyntax } from "./rule-syntax.js";

export const singleWith2Thresholds: RuleSyntax<"SingleWith2Thresholds"> = (fields) => ({
  type: "SingleWith2Thresholds",
  condition: fields.condition(),
  desc: fields.template("desc"),
  action: fields.actions("action"),
  window: fields.number("window", 1),
  thresh: fields.number("thresh", 1),
  desc2: fields.template("desc2"),
  action2: fields.actions("action2"),
  window2: fields.number("window2", 1),
  thresh2: fields.number("thresh2", 0),
});
