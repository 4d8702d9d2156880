/** Patterns: what they are (pattern.ts), how each type matches (types/), what a match sets (variables.ts). */
import { copyOf } from "../base/match-variables.js";
import type { MatchInput, MatchResult } from "./match.js";
import type { Pattern } from "./pattern.js";
import { MATCHERS } from "./types/index.js";
import { applyVariableMap } from "./variables.js";

export { bindPattern, boundSource, isBound, quoteForRegExp } from "./bind.js";
export type { MatchInput, MatchResult } from "./match.js";
export { PATTERN_TYPES, type Pattern, type PatternType, SETS_VARIABLES } from "./pattern.js";

/**
 * Matches the pattern and, when it matches, sets the variables of its map and caches
 * the match: also if the rule's context expression then turns out false.
 */
export function matchPattern(pattern: Pattern, input: MatchInput): MatchResult {
  const result = (MATCHERS[pattern.type] as (pattern: Pattern, input: MatchInput) => MatchResult)(pattern, input);
  if (pattern.variableMap !== null && result) {
    applyVariableMap(pattern.variableMap, result);
    for (const entry of pattern.variableMap.cacheEntries) input.cache.set(entry, copyOf(result));
  }
  return result;
}

/** Whether it matches, without setting or caching anything; for types whose matching has no effects. */
export function wouldMatch(pattern: Pattern, input: MatchInput): boolean {
  return (MATCHERS[pattern.type] as (pattern: Pattern, input: MatchInput) => MatchResult)(pattern, input) !== undefined;
}
