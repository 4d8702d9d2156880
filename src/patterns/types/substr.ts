import { NO_VALUES } from "../../base/template.js";
import type { Matcher } from "../match.js";

/** Whether the string is found in the last N lines. `bound` texts are made definite by bindPattern() first. */
export const matchSubStr: Matcher<"SubStr"> = (pattern, input) =>
  input.lastLines(pattern.lines).includes(pattern.text.expand(NO_VALUES)) ? null : undefined;

export const matchNSubStr: Matcher<"NSubStr"> = (pattern, input) =>
  input.lastLines(pattern.lines).includes(pattern.text.expand(NO_VALUES)) ? undefined : null;
