import { Template } from "../../base/template.js";
import { wordsOf } from "../words.js";
import type { RuleSyntax } from "./rule-syntax.js";

export const jump: RuleSyntax<"Jump"> = (fields) => {
  const desc = fields.optional("desc");
  const sets = fields.optional("cfset");
  return {
    type: "Jump",
    condition: fields.condition(),
    desc: desc === undefined ? null : new Template(desc.text),
    cfset: sets === undefined ? [] : wordsOf(sets).map((name) => new Template(name.text)),
    constset: fields.yesOrNo("constset", true),
  };
};
