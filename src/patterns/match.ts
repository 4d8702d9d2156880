/** What every pattern type's module offers and what it is given. */
import type { MatchCache, MatchVariables } from "../base/match-variables.js";
import type { PerlArgument, PerlHost } from "../perl/host.js";
import type { Pattern, PatternFields, PatternType } from "./pattern.js";

/**
 * The last input lines as a pattern sees them. Where fewer lines than asked for have
 * been read, the missing ones are empty (manual: INPUT PROCESSING AND TIMING).
 */
export interface MatchInput {
  /** The last `count` lines joined by newlines. */
  lastLines(count: number): string;
  /** `$+{_inputsrc}` for the last `count` lines. */
  inputSource(count: number): string;
  readonly internalContext: string | undefined;
  /** The parameters of a PerlFunc pattern: lines, then the names of their inputs. */
  perlParameters(count: number): PerlArgument[];
  readonly cache: MatchCache;
  readonly perl: PerlHost | null;
  /** A Perl function failed at run time. */
  perlFailed(pattern: Pattern, message: string): void;
  /** A regular expression took too long on the text. */
  matchStopped(pattern: Pattern, text: string): void;
}

/** undefined: no match. null: a match of a type that sets no variables. */
export type MatchResult = MatchVariables | null | undefined;

/** How one pattern type matches. */
export type Matcher<Type extends PatternType> = (pattern: PatternFields[Type], input: MatchInput) => MatchResult;
