import type { SourceText } from "../../base/source.js";
import type { Pattern } from "../../patterns/pattern.js";
import type { Compilers } from "../compilers.js";
import type { Problems } from "../diagnostics.js";

export interface PatternEnvironment {
  readonly compilers: Compilers;
  readonly problems: Problems;
}

export interface PatternSource {
  /** The fields that all types share. */
  readonly base: Pick<Pattern, "type" | "lines" | "source" | "span" | "variableMap">;
  readonly text: SourceText;
  /** The pattern may hold match variables of an earlier one. */
  readonly bound: boolean;
}

/** The syntax of one pattern type and its negation; null, with a message, when the text is none. */
export type PatternSyntax<Kind extends Pattern> = (
  source: PatternSource,
  environment: PatternEnvironment,
) => Kind | null;
