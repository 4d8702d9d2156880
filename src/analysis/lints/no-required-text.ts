import type { Pattern } from "../../patterns/pattern.js";
import { requirementOf } from "../../patterns/prefilter/index.js";
import { takesAnything } from "../sample.js";
import type { Lint } from "./lint.js";

/** Rules from which on a pattern that must be tried on every line is felt. */
const RULES_MIN = 10;

/** An expression has no text that every match must hold, so every line is tried on it. */
export const noRequiredText: Lint = function* (facts) {
  if (facts.rules.length < RULES_MIN) return;
  for (const file of facts.files) {
    if (!file.procallin) continue;
    for (const rule of file.rules) {
      if (rule.type === "Calendar" || rule.type === "EventGroup") continue;
      const { pattern } = rule.condition;
      if (pattern.type !== "RegExp" || takesAnything(pattern) || hasTellingText(pattern)) continue;
      yield {
        rule,
        span: pattern.span,
        message:
          "the expression holds no text of three characters that must be in a line: it is tried on nearly every line",
        hint: "add a word that these lines always have, or let a Jump rule choose them first",
      };
    }
  }
};

/** Shorter texts are in nearly every line. */
const TELLING_MIN = 3;

function hasTellingText(pattern: Pattern): boolean {
  const requirement = requirementOf(pattern);
  if (requirement.kind !== "literals") return requirement.kind !== "nothing";
  return requirement.sets.some((set) => set.every((text) => text.length >= TELLING_MIN));
}
