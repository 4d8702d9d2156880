/** The values that action lists were bound to, for people: "$0 = ...", "%1 = ...". */
import type { MatchCache, MatchVariables } from "../base/match-variables.js";
import type { Binding } from "../engine/binding.js";
import { oneLine } from "./layout.js";

export function valueLines({ description, match, shadowed, cache, shadowedCache }: Binding): string[] {
  return [
    `%s = ${oneLine(description)}`,
    ...variableLines("$", match),
    ...variableLines("%", shadowed),
    ...cacheLines("$", cache),
    ...cacheLines("%", shadowedCache),
  ];
}

/** What is set, `sign` in front of each name. */
export function variableLines(sign: "$" | "%", variables: MatchVariables | null): string[] {
  if (variables === null) return [];
  const { numbered, named, inputSource, internalContext } = variables;
  const names: (readonly [string, string | undefined])[] = [
    ...numbered.map((value, number) => [String(number), value] as const),
    ...Object.entries(named ?? {}).map(([name, value]) => [`+{${name}}`, value] as const),
    ["+{_inputsrc}", inputSource],
    ["+{_intcontext}", internalContext],
  ];
  return names.flatMap(([name, value]) => (value === undefined ? [] : [`${sign}${name} = ${oneLine(value)}`]));
}

function cacheLines(sign: "$" | "%", cache: MatchCache | null): string[] {
  return [...(cache ?? [])].flatMap(([entry, variables]) =>
    variableLines(sign, variables).map((line) => `${line}  (cached as ${entry})`),
  );
}
