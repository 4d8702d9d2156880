import type { Matcher } from "../match.js";

/** The variables are those of the match that was cached, as they are now. */
export const matchCached: Matcher<"Cached"> = (pattern, input) => input.cache.get(pattern.entry);

export const matchNCached: Matcher<"NCached"> = (pattern, input) => (input.cache.has(pattern.entry) ? undefined : null);
