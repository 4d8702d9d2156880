import { isConstant, mayBeEqual } from "../shape.js";
import type { Lint } from "./lint.js";

/** Contexts for each value of a variable, without lifetime, and nothing deletes them. */
export const unboundedContexts: Lint = function* (facts) {
  const ending = facts.contexts.filter(({ how }) => how === "delete");
  const timed = facts.contexts.filter(
    ({ action }) =>
      action?.type === "set" || (action?.type === "create" && action.time !== null && action.time.source !== "0"),
  );
  for (const { how, shape, rule, span, action } of facts.contexts) {
    if ((how !== "create" && how !== "add") || isConstant(shape)) continue;
    if (action?.type !== "create" && action?.type !== "add" && action?.type !== "fill") continue;
    if (action.type === "create" && action.time !== null && action.time.source !== "0") continue;
    if ([...ending, ...timed].some((other) => mayBeEqual(other.shape, shape))) continue;
    yield {
      rule,
      span,
      message: `contexts "${shape.text}" live for ever and nothing deletes them: there will be one for each value`,
      hint: "give create a lifetime in seconds, or delete the context when it has done its work",
    };
  }
};
