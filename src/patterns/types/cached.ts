import { copyOf } from "../../base/match-variables.js";
import type { Matcher } from "../match.js";

/** The variables are those of the match that was cached, as they are now; changing the entry later does not change them. */
export const matchCached: Matcher<"Cached"> = (pattern, input) => {
  const entry = input.cache.get(pattern.entry);
  return entry === undefined ? undefined : copyOf(entry);
};

export const matchNCached: Matcher<"NCached"> = (pattern, input) => (input.cache.has(pattern.entry) ? undefined : null);
