/** Whether the current event meets a rule's condition, and the values that the rule's texts then get. */
import type { MatchVariables } from "../../base/match-variables.js";
import type { TemplateValues } from "../../base/template.js";
import { matchPattern } from "../../patterns/index.js";
import type { Condition, Rule } from "../../rules/ast.js";
import { type Binding, captureCache } from "../binding.js";
import { contextHolds } from "../context-expression.js";
import type { Core } from "../core.js";

/** undefined: not met. null: met, by a pattern that sets no match variables. */
export function meets(condition: Condition, core: Core): MatchVariables | null | undefined {
  const { pattern, context } = condition;
  if (context?.beforePattern && !contextHolds(context, values(null, core), core)) return undefined;
  const match = matchPattern(pattern, core.buffers);
  core.tracer?.patternTried(pattern, match, null);
  if (match === undefined) return undefined;
  if (context !== null && !context.beforePattern && !contextHolds(context, values(match, core), core)) return undefined;
  return match;
}

/** Values for texts in which action list variables have no meaning. */
export type MatchTexts = TemplateValues & { readonly variable: null };

/** For texts that are expanded at once with the values of one match. */
export function values(match: MatchVariables | null, core: Core): MatchTexts {
  return { match, shadowed: null, cache: core.buffers.cache, shadowedCache: null, variable: null };
}

/** Binds a rule's action lists to a match and a description string. */
export function bind(rule: Rule, match: MatchVariables | null, description: string, core: Core): Binding {
  return {
    match,
    shadowed: null,
    cache: match === null ? null : captureCache(rule, core.buffers.cache),
    shadowedCache: null,
    description,
  };
}
