/** The values that a text with variables is expanded with (template.ts). */
import type { MatchCache, MatchVariables } from "./match-variables.js";

/** The values for an expansion. A round whose values are null is skipped. */
export interface TemplateValues {
  readonly shadowed: MatchVariables | null;
  readonly match: MatchVariables | null;
  /** Pattern match cache for $:{entry:name}; null is an empty one. */
  readonly cache: MatchCache | null;
  /** The same for %:{entry:name}: the cache when the first pattern matched. */
  readonly shadowedCache: MatchCache | null;
  /** The value of an action list variable as a string; null skips the round. */
  readonly variable: ((name: string) => string) | null;
}

/** No values at all: every round is skipped, the text stays as it is. */
export const NO_VALUES: TemplateValues = {
  shadowed: null,
  match: null,
  cache: null,
  shadowedCache: null,
  variable: null,
};

/** A match of which no value is known: for expansions whose transform says what stands for each variable. */
export const UNKNOWN_MATCH: TemplateValues = {
  ...NO_VALUES,
  match: { numbered: [], named: null, inputSource: undefined, internalContext: undefined },
};
