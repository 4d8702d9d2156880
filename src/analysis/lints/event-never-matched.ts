import { conditionsOf } from "../fields.js";
import { couldMatch } from "../sample.js";
import type { Lint } from "./lint.js";

/** A synthetic event has a text that no pattern matches. */
export const eventNeverMatched: Lint = function* (facts) {
  const patterns = facts.rules.flatMap((rule) => conditionsOf(rule).map(({ condition }) => condition.pattern));
  const isKnown = (pattern: (typeof patterns)[number]): boolean =>
    (pattern.type === "SubStr" && !pattern.bound) || (pattern.type === "RegExp" && pattern.regexp?.engine === "v8");
  // Patterns of other types may match anything: nothing can be said.
  if (patterns.some((pattern) => !isKnown(pattern) && pattern.type !== "Cached" && pattern.type !== "NCached")) return;
  if (patterns.some((pattern) => pattern.lines > 1)) return;
  for (const { shape, rule, action } of facts.events) {
    // With next to no text of its own, any pattern might match it.
    if (shape.literals.join("").trim().length < 4) continue;
    if (patterns.some((pattern) => couldMatch(pattern, shape) !== "no")) continue;
    if (shape.literals.length > 1 && patterns.some((pattern) => sharesAWord(pattern.source, shape.literals))) continue;
    yield {
      rule,
      span: action.span,
      message: `no pattern matches the synthetic event "${shape.text}"`,
      hint: "compare it with the pattern of the rule that it is meant for",
    };
  }
};

/** Variables may hold what the pattern asks for: where they have a word in common, nothing is said. */
function sharesAWord(source: string, literals: readonly string[]): boolean {
  const words = literals.flatMap((literal) => literal.match(/[A-Za-z0-9_]{4,}/g) ?? []);
  return words.some((word) => source.includes(word));
}
