import type { SourceText } from "../base/source.js";
import type { Problems } from "./diagnostics.js";
import { faultIn, NESTING_MAX } from "./parentheses.js";

/** False, with a message: parentheses without counterpart, or too many inside one another. */
export function checkParentheses(text: SourceText, what: string, problems: Problems): boolean {
  const fault = faultIn(text.text);
  if (fault === null) return true;
  const span = text.span(fault.index, fault.index + 1);
  if (fault.id === "unbalanced") problems.report("unbalanced-parentheses", span, what);
  else problems.report("nested-too-deep", span, String(NESTING_MAX));
  return false;
}
