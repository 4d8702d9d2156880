import type { MatchVariables } from "../../base/match-variables.js";
import { isTrue, type PerlResult, type PerlValue, textOf } from "../../perl/host.js";
import type { Matcher, MatchInput } from "../match.js";
import type { PerlFuncPattern } from "../pattern.js";
import { onlyWholeText } from "../variables.js";

/** The returned values become $1, $2, ...; a single hash reference becomes named variables. */
export const matchPerlFunc: Matcher<"PerlFunc"> = (pattern, input) => {
  const values = call(pattern, input);
  if (values === null || !isMatch(values)) return undefined;
  const text = input.lastLines(pattern.lines);
  const variables: MatchVariables = {
    numbered: [text],
    named: null,
    inputSource: input.inputSource(pattern.lines),
    internalContext: input.internalContext,
  };
  const [only] = values;
  if (values.length === 1 && typeof only === "object" && only.kind === "hash") {
    variables.named = namedFrom(only.entries, variables.numbered);
  } else {
    for (const value of values) variables.numbered.push(value === undefined ? undefined : textOf(value));
  }
  return variables;
};

export const matchNPerlFunc: Matcher<"NPerlFunc"> = (pattern, input) => {
  const values = call(pattern, input);
  if (values === null || isMatch(values)) return undefined;
  return onlyWholeText(input.lastLines(pattern.lines), pattern.lines, input);
};

/** The function's values in list context; null when it failed (no match, whether negated or not). */
function call(pattern: PerlFuncPattern, input: MatchInput): readonly PerlResult[] | null {
  const outcome = input.perl?.call(pattern.code, input.perlParameters(pattern.lines), "list");
  if (outcome?.ok === true) return outcome.value;
  input.perlFailed(pattern, outcome === undefined ? "there is no Perl" : outcome.message);
  return null;
}

function isMatch(values: readonly PerlResult[]): boolean {
  return values.length > 1 || (values.length === 1 && isTrue(values[0]));
}

/** A hash's keys name variables; a key that is a number names a numbered one. */
function namedFrom(
  entries: readonly (readonly [string, PerlValue])[],
  numbered: (string | undefined)[],
): Record<string, string | undefined> {
  const named: Record<string, string | undefined> = {};
  for (const [name, value] of entries) {
    // The line, its input and its context are always set by the pattern.
    if (name === "0" || name === "_inputsrc" || name === "_intcontext") continue;
    const text = value === undefined ? undefined : textOf(value);
    if (/^(?:0|[1-9][0-9]{0,5})$/.test(name)) numbered[Number(name)] = text;
    else named[name] = text;
  }
  return named;
}
