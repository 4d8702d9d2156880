/**
 * Patterns as the rule language describes them (manual: PATTERNS, PATTERN TYPES AND
 * MATCH VARIABLES). How each type matches is in types/.
 */
import type { Span } from "../base/source.js";
import type { Template } from "../base/template.js";
import type { CodeReference } from "../perl/host.js";
import type { CompiledRegExp } from "../regexp/index.js";

export const PATTERN_TYPES = [
  "SubStr",
  "RegExp",
  "PerlFunc",
  "Cached",
  "NSubStr",
  "NRegExp",
  "NPerlFunc",
  "NCached",
  "TValue",
] as const;
export type PatternType = (typeof PATTERN_TYPES)[number];

/** `varmap=cacheEntry; name=number; ...` */
export interface VariableMap {
  /** The names under which a successful match is cached. */
  readonly cacheEntries: readonly string[];
  /** Named match variables made from numbered ones, in the order of the field. */
  readonly variables: readonly { readonly name: string; readonly group: number }[];
}

interface PatternOf<Type extends PatternType> {
  readonly type: Type;
  /** How many of the last input lines the pattern looks at, joined by newlines. */
  readonly lines: number;
  /** The field's text. */
  readonly source: string;
  readonly span: Span;
  /** Null where the rule has no varmap (negated types cannot have one that counts). */
  readonly variableMap: VariableMap | null;
}

export interface SubStrPattern extends PatternOf<"SubStr" | "NSubStr"> {
  /**
   * The string to find, escapes (\t \n \r \s \0 \\) already replaced in it. In the second
   * pattern of Pair rules it may hold match variables of the first, when `bound` is true.
   */
  readonly text: Template;
  /** The text must be expanded with the first pattern's values before it can be used. */
  readonly bound: boolean;
}

export interface RegExpPattern extends PatternOf<"RegExp" | "NRegExp"> {
  /** The expression's text; its match variables are replaced by values with special characters masked. */
  readonly template: Template;
  /** Null when the expression must be expanded with the first pattern's values before it can be compiled. */
  readonly regexp: CompiledRegExp | null;
}

export interface PerlFuncPattern extends PatternOf<"PerlFunc" | "NPerlFunc"> {
  readonly code: CodeReference;
}

export interface CachedPattern extends PatternOf<"Cached" | "NCached"> {
  readonly entry: string;
}

export interface TruthPattern extends PatternOf<"TValue"> {
  readonly value: boolean;
}

/** Each type's fields. A type and its negation share them. */
export interface PatternFields {
  SubStr: SubStrPattern;
  RegExp: RegExpPattern;
  PerlFunc: PerlFuncPattern;
  Cached: CachedPattern;
  NSubStr: SubStrPattern;
  NRegExp: RegExpPattern;
  NPerlFunc: PerlFuncPattern;
  NCached: CachedPattern;
  TValue: TruthPattern;
}
export type Pattern = PatternFields[PatternType];

/** Whether fields of the rule may refer to match variables when this type of pattern has matched. */
export const SETS_VARIABLES: Readonly<Record<PatternType, boolean>> = {
  SubStr: false,
  RegExp: true,
  PerlFunc: true,
  Cached: true,
  NSubStr: false,
  NRegExp: true,
  NPerlFunc: true,
  NCached: false,
  TValue: false,
};
