import { Template } from "../../base/template.js";
import type { RuleSyntax } from "./rule-syntax.js";

/** It has no continue field: a matching event is done with this file. */
export const suppress: RuleSyntax<"Suppress"> = (fields) => {
  const desc = fields.optional("desc");
  return {
    type: "Suppress",
    condition: fields.conditionWithoutContinue(),
    desc: desc === undefined ? null : new Template(desc.text),
  };
};
