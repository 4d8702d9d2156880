import type { MatchVariables } from "../base/match-variables.js";
import type { MatchInput } from "./match.js";
import type { VariableMap } from "./pattern.js";

/** What negated types set: $0, $+{_inputsrc} and $+{_intcontext}. */
export function onlyWholeText(text: string, lines: number, input: MatchInput): MatchVariables {
  return {
    numbered: [text],
    named: null,
    inputSource: input.inputSource(lines),
    internalContext: input.internalContext,
  };
}

/** Adds the variables of a variable map; they take precedence over the pattern's own. */
export function applyVariableMap(map: VariableMap, variables: MatchVariables): void {
  for (const { name, group } of map.variables) {
    variables.named ??= {};
    variables.named[name] = variables.numbered[group];
  }
}
