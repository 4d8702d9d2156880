/**
 * Perl regular expressions on V8. The stages:
 *
 *   parse.ts      the expression's text to a tree (ast.ts); a construct per file in parse/
 *   translate/    the tree to V8's constructs (target.ts); what V8 cannot do with the same matches and
 *                 captures is not translated; a construct per file
 *   generate.ts   V8's constructs to its syntax
 *   program.ts    a V8 expression and where Perl's groups are in its results
 *   native.ts     matching whole subjects
 *   positioned.ts matching from an offset on: \G, pos, m//g
 *   effort.ts     how long V8 may need; guard.ts: what is done about it
 *   compile.ts    all of these together
 *   straight.ts   what every match goes through; bound.ts: expressions with places for values
 *
 * The face of this folder: everything else in the project sees only what is declared here.
 */

/** A successful match. `numbered[0]` is the matched text, `numbered[1]` is `$1`, and so on. */
export interface RegExpMatch {
  readonly numbered: (string | undefined)[];
  /** Values of the named groups (undefined where the group did not take part), null without named groups. */
  readonly named: Record<string, string | undefined> | null;
}

/** A match that was looked for from an offset on. */
export interface MatchAt {
  /** Where the matched text begins (after `\K`) and ends: `$-[0]` and `$+[0]`. */
  readonly start: number;
  readonly end: number;
  readonly numbered: readonly (string | undefined)[];
}

/** A Perl regular expression ready to run, on whichever engine. */
export interface CompiledRegExp {
  /** The expression as the rule's author wrote it. */
  readonly source: string;
  /** Which engine runs it. */
  readonly engine: "v8" | "perl";
  /** Matches one subject (one byte per character); null when it does not match. */
  match(subject: string): RegExpMatch | null;
  /** Whether it matches, for when no values are needed. */
  test(subject: string): boolean;
  /** Whether the last match took too long and was given up: it counts as none. */
  readonly wasStopped: boolean;
}

/** One that V8 runs, which can also match from an offset on. */
export interface RegExpOnV8 extends CompiledRegExp {
  /** How many groups there are: Perl's `$#+`. */
  readonly groupCount: number;
  /** The numbers of the groups of each name, ascending: `$+{name}` is the value of the first that is set. */
  readonly groupsOfNames: ReadonlyMap<string, readonly number[]>;
  /** Reads what a match reads first: see engine/warm-up.ts. */
  look(): number;
  /**
   * The first match at or after the offset, as for `m//g` when `pos` is the offset: `^` and
   * look-behinds see the whole subject, `\G` is the offset. After a match that was empty
   * (start equals end) Perl wants the next one to end after the offset: `mayBeEmpty` false.
   */
  matchAt(subject: string, offset: number, mayBeEmpty?: boolean): MatchAt | null;
  /** The places of that match and its groups, `$-[0], $+[0], $-[1], $+[1], ...`; -1 for a group that is unset. */
  placesAt(subject: string, offset: number, mayBeEmpty?: boolean): number[] | null;
}

export type RegExpCompilation =
  | { readonly kind: "compiled"; readonly regexp: RegExpOnV8 }
  /** Perl rejects it too. `offset` is the place of the fault in the source. */
  | { readonly kind: "invalid"; readonly message: string; readonly offset: number }
  /** Valid as far as we can tell, but not exactly expressible on V8: run it in Perl. */
  | { readonly kind: "unsupported"; readonly feature: string; readonly offset: number };

/** Compiles a Perl regular expression, as matched against byte strings without locale. */
export type CompileRegExp = (source: string) => RegExpCompilation;

export { BoundRegExp } from "./bound.js";
export { compileRegExp } from "./compile.js";
export { guardMatches, type MatchGuard } from "./guard.js";
export { type ParsedExpression, parseRegExp } from "./parse.js";
export { type LongestPrefix, longestPrefix } from "./prefix.js";
export { ByteSet, letterOf, type StraightItem, straightItems } from "./straight.js";
export { nameOfByte } from "./wanted.js";
