import type { SourceText } from "../../base/source.js";
import type { Pattern, PatternFields, PatternType } from "../../patterns/pattern.js";
import type { Compilers } from "../compilers.js";
import type { Problems } from "../diagnostics.js";

export interface PatternEnvironment {
  readonly compilers: Compilers;
  readonly problems: Problems;
}

/** The fields that all types share. */
type SharedField = "type" | "lines" | "source" | "span" | "variableMap";
export type SharedFields = Pick<Pattern, SharedField>;

export interface PatternSource {
  readonly text: SourceText;
  /** Match variables of an earlier pattern are to be replaced in this one. */
  readonly bound: boolean;
}

/**
 * The syntax of one pattern type and its negation: the fields that only this type has;
 * null, with a message, when the text is none.
 */
export type PatternSyntax<Type extends PatternType> = (
  source: PatternSource,
  environment: PatternEnvironment,
) => Omit<PatternFields[Type], SharedField> | null;
