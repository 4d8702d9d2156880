/**
 * What a pattern set when it matched (manual: PATTERNS, PATTERN TYPES AND MATCH
 * VARIABLES). Plain data: operations, contexts and snapshots hold it as it is.
 */
export interface MatchVariables {
  /** `$0` (all of the matched line or lines), `$1`, `$2`, ...; undefined where unset. */
  readonly numbered: (string | undefined)[];
  /** `$+{name}` of the pattern's groups, its variable map or its Perl hash; null when there are none. */
  named: Record<string, string | undefined> | null;
  /** `$+{_inputsrc}`: the name of the input, or "synthetic". */
  readonly inputSource: string | undefined;
  /** `$+{_intcontext}`: the internal context of the line, undefined when there is none. */
  readonly internalContext: string | undefined;
}

/** The pattern match cache of one event: entry name to what was cached under it. */
export type MatchCache = Map<string, MatchVariables>;

/** Variables are looked up by their text: $01 is not $1. */
export const CANONICAL_NUMBER = /^(?:0|[1-9][0-9]*)$/;

/** The value of `$<name>` or `$+{<name>}`, whichever the name's form says. */
export function variableNamed(variables: MatchVariables, name: string): string | undefined {
  if (CANONICAL_NUMBER.test(name)) return variables.numbered[Number(name)];
  if (variables.named !== null && Object.hasOwn(variables.named, name)) return variables.named[name];
  if (name === "_inputsrc") return variables.inputSource;
  if (name === "_intcontext") return variables.internalContext;
  return undefined;
}

/** Entries of the pattern match cache are copies: Perl code may change them, and not the match that was cached. */
export function copyOf(variables: MatchVariables): MatchVariables {
  const { numbered, named } = variables;
  return { ...variables, numbered: [...numbered], named: named === null ? null : { ...named } };
}
