import type { RuleSyntax } from "./rule-syntax.js";

/** Without cfset it jumps nowhere, and only its continue field counts. */
export const jump: RuleSyntax<"Jump"> = (fields) => {
  const sets = fields.optional("cfset");
  return {
    type: "Jump",
    condition: fields.condition(),
    desc: fields.optionalTemplate("desc"),
    cfset: sets === undefined ? [] : fields.templates(sets),
    constset: fields.yesOrNo("constset", true),
  };
};
