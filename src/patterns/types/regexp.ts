import type { Matcher } from "../match.js";
import { onlyWholeText } from "../variables.js";

/**
 * The numbered and named variables are those of the expression's groups; $0 is all of the
 * lines. An expression without groups sets $1 to 1 (manual: PAIRWITHWINDOW RULE, end).
 */
export const matchRegExp: Matcher<"RegExp"> = (pattern, input) => {
  const text = input.lastLines(pattern.lines);
  const { regexp } = pattern;
  if (regexp === null) return undefined;
  const match = regexp.match(text);
  if (match === null) {
    if (regexp.wasStopped) input.matchStopped(pattern, text);
    return undefined;
  }
  const numbered = match.numbered.length === 1 ? [text, "1"] : match.numbered;
  numbered[0] = text;
  return {
    numbered,
    named: match.named === null ? null : onlySet(match.named),
    inputSource: input.inputSource(pattern.lines),
    internalContext: input.internalContext,
  };
};

/** A group that took no part has no variable: Perl code finds no key for it (as in %+). */
function onlySet(named: Record<string, string | undefined>): Record<string, string | undefined> {
  for (const name in named) if (named[name] === undefined) delete named[name];
  return named;
}

/** When the expression took too long it is not known whether it matches: then the pattern does not. */
export const matchNRegExp: Matcher<"NRegExp"> = (pattern, input) => {
  const text = input.lastLines(pattern.lines);
  const { regexp } = pattern;
  if (regexp === null || regexp.test(text)) return undefined;
  if (!regexp.wasStopped) return onlyWholeText(text, pattern.lines, input);
  input.matchStopped(pattern, text);
  return undefined;
};
