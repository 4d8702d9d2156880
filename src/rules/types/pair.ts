import type { Draft } from "../draft.js";
import type { FieldReader } from "../field-reader.js";
import type { FieldsOf, RuleSyntax } from "./rule-syntax.js";

export const pair: RuleSyntax<"Pair"> = (fields) => ({
  type: "Pair",
  ...pairFields(fields),
  window: fields.optionalNumber("window", 0, 0),
});

export const pairWithWindow: RuleSyntax<"PairWithWindow"> = (fields) => ({
  type: "PairWithWindow",
  ...pairFields(fields),
  window: fields.number("window", 1),
});

function pairFields(fields: FieldReader): Draft<Omit<FieldsOf<"Pair">, "type" | "window">> {
  const condition = fields.condition();
  return {
    condition,
    desc: fields.template("desc"),
    action: fields.actions("action"),
    condition2: fields.secondCondition(condition),
    desc2: fields.template("desc2"),
    action2: fields.actions("action2"),
  };
}
