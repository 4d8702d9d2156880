/**
 * Bound, not copied: an operation or a context keeps the values that its action lists
 * were bound to, and the compiled lists are expanded with them when they run. Plain data.
 */
import { copyOf, type MatchCache, type MatchVariables } from "../base/match-variables.js";
import type { ActionList, Rule } from "../rules/ast.js";

/** The values of match variables at the moment when a rule matched, and the description string (%s). */
export interface Binding {
  /** `$` variables; null: the pattern sets none and the text keeps its dollars. */
  readonly match: MatchVariables | null;
  /** `%` variables of a Pair rule's first pattern; null: not available, the round is skipped. */
  readonly shadowed: MatchVariables | null;
  /** For $:{entry:name}; a copy when the rule uses it, since entries change. */
  readonly cache: MatchCache | null;
  readonly shadowedCache: MatchCache | null;
  /** %s */
  readonly description: string;
}

/** What operations keep of the event that started them: one object, since there may be a million. */
export interface StartValues extends MatchVariables {
  /** For $:{entry:name}. */
  readonly cache: MatchCache | null;
}

/** For texts that need no match variables: these are there, and unset. */
export const NOTHING_NEEDED: StartValues = Object.freeze({
  numbered: Object.freeze([]) as unknown as string[],
  named: null,
  inputSource: undefined,
  internalContext: undefined,
  cache: null,
});

/** An action list with what it needs to run later. */
export interface BoundList {
  readonly list: ActionList;
  /** The rule that the list stands in: `reset -1` counts from it. */
  readonly rule: Rule;
  readonly binding: Binding;
}

/** The cache as it is now, if the rule refers to it: its entries may change or go before the list runs. */
export function captureCache(rule: Rule, cache: MatchCache | null): MatchCache | null {
  if (!rule.bindsCache || cache === null || cache.size === 0) return null;
  const copy: MatchCache = new Map();
  for (const [name, entry] of cache) copy.set(name, copyOf(entry));
  return copy;
}
