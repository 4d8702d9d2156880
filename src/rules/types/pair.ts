import type { FieldReader } from "../field-reader.js";
import type { RuleSyntax } from "./rule-syntax.js";

export const pair: RuleSyntax<"Pair"> = (fields) => ({
  type: "Pair",
  ...pairFields(fields),
  window: fields.number("window", false, 0),
});

export const pairWithWindow: RuleSyntax<"PairWithWindow"> = (fields) => ({
  type: "PairWithWindow",
  ...pairFields(fields),
  window: fields.number("window", true),
});

function pairFields(fields: FieldReader) {
  const condition = fields.condition();
  return {
    condition,
    desc: fields.template("desc"),
    action: fields.actions("action"),
    condition2: fields.condition("2", condition),
    desc2: fields.template("desc2"),
    action2: fields.actions("action2"),
  };
}
