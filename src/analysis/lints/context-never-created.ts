import { isInternalContext } from "../names.js";
import { literalShape, mayBeEqual } from "../shape.js";
import type { Lint } from "./lint.js";
import { touchesContextsInPerl } from "./perl-contexts.js";

/** A rule asks whether a context exists that nothing creates. */
export const contextNeverCreated: Lint = function* (facts) {
  if (touchesContextsInPerl(facts)) return;
  const created = facts.contexts.filter(({ how }) => how === "create" || how === "add" || how === "alias");
  const inputs = facts.inputContexts.map(literalShape);
  const reported = new Set<string>();
  for (const { how, shape, rule, span } of facts.contexts) {
    if (how !== "ask" || isInternalContext(shape.literals[0] as string)) continue;
    if (inputs.some((input) => mayBeEqual(input, shape))) continue;
    const key = `${rule.file}:${rule.number}:${shape.text}`;
    if (reported.has(key) || created.some((other) => mayBeEqual(other.shape, shape))) continue;
    reported.add(key);
    yield {
      rule,
      span,
      message: `no action creates the context "${shape.text}"`,
      hint: "check the name; when it is an input's (--input=PATTERN=CONTEXT), give it to this command as well",
    };
  }
};
