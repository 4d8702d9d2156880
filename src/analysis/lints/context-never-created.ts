import { isInternalContext } from "../names.js";
import { mayBeEqual } from "../shape.js";
import type { Lint } from "./lint.js";
import { touchesContextsInPerl } from "./perl-contexts.js";

/** A rule asks whether a context exists that nothing creates. */
export const contextNeverCreated: Lint = function* (facts) {
  if (touchesContextsInPerl(facts)) return;
  const created = facts.contexts.filter(({ how }) => how === "create" || how === "add" || how === "alias");
  const reported = new Set<string>();
  for (const { how, shape, rule, span } of facts.contexts) {
    if (how !== "ask" || isInternalContext(shape.literals[0] as string)) continue;
    // An input may give its lines a context of any name: --input=PATTERN=CONTEXT.
    const key = `${rule.file}:${rule.number}:${shape.text}`;
    if (reported.has(key) || created.some((other) => mayBeEqual(other.shape, shape))) continue;
    reported.add(key);
    yield {
      rule,
      span,
      message: `no action creates the context "${shape.text}"`,
      hint: "check the name; when it is an input's (--input=PATTERN=CONTEXT), say so with a remark that silences this",
    };
  }
};
