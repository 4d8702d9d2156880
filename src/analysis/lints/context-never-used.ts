import { isInternalContext } from "../names.js";
import { mayBeEqual } from "../shape.js";
import type { Lint } from "./lint.js";
import { touchesContextsInPerl } from "./perl-contexts.js";

/** A context is created, and nobody asks for it, reads it, or gives it anything to do. */
export const contextNeverUsed: Lint = function* (facts) {
  // Scripts read the names of all contexts from their standard input.
  if (touchesContextsInPerl(facts) || facts.rules.some((rule) => rule.type === "SingleWithScript")) return;
  const used = facts.contexts.filter(({ how }) => how === "ask" || how === "read");
  const acting = facts.contexts.filter(
    ({ action }) => (action?.type === "create" || action?.type === "set") && action.list !== null,
  );
  for (const { how, shape, rule, span, action } of facts.contexts) {
    if ((how !== "create" && how !== "add") || isInternalContext(shape.literals[0] as string)) continue;
    // Events have their contexts only while they are matched: those are names, nothing is kept.
    if (action?.type === "cevent" || action?.type === "cspawn" || action?.type === "cspawnexec") continue;
    if ([...used, ...acting].some((other) => mayBeEqual(other.shape, shape))) continue;
    yield {
      rule,
      span,
      message: `the context "${shape.text}" is never used: no rule asks for it, no action reads it`,
      hint: "use it in a context field or with report, copy, pop or shift, or do without it",
    };
  }
};
