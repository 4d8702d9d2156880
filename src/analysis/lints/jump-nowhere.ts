import type { Lint } from "./lint.js";

/** A Jump rule leads to a file set that no rule file joins. */
export const jumpNowhere: Lint = function* (facts) {
  const sets = new Set(facts.files.flatMap((file) => file.joincfset));
  for (const rule of facts.rules) {
    if (rule.type !== "Jump") continue;
    for (const set of rule.cfset) {
      if ((!rule.constset && set.hasMatchVariables) || sets.has(set.source)) continue;
      yield {
        rule,
        span: rule.span,
        message: `no rule file joins the file set "${set.source}": the jump leads nowhere`,
        hint: "check the name, add joincfset to an Options rule, or name all rule files on the command line",
      };
    }
  }
};
