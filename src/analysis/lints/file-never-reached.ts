import type { Lint } from "./lint.js";

/** A file sees only what Jump rules submit (procallin=no), and none does. */
export const fileNeverReached: Lint = function* (facts) {
  const jumps = facts.rules.filter((rule) => rule.type === "Jump");
  if (jumps.some((rule) => !rule.constset && rule.cfset.some((set) => set.hasMatchVariables))) return;
  const targets = new Set(jumps.flatMap((rule) => rule.cfset.map((set) => set.source)));
  for (const file of facts.files) {
    const first = file.rules.find((rule) => rule.type !== "Calendar");
    if (file.procallin || first === undefined || file.joincfset.some((set) => targets.has(set))) continue;
    yield {
      rule: first,
      span: first.span,
      message: "no event reaches the rules of this file: it has procallin=no and no Jump rule leads to its file sets",
      hint: "add a Jump rule with cfset, or remove procallin=no",
    };
  }
};
