import type { Matcher } from "../match.js";

export const matchTValue: Matcher<"TValue"> = (pattern) => (pattern.value ? null : undefined);
