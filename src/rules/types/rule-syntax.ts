import type { Rule, RuleType } from "../ast.js";
import type { FieldReader } from "../field-reader.js";

/** What every rule has besides the fields of its type. */
export type RuleFrame = Pick<Rule, "file" | "number" | "span" | "bindsCache">;

/**
 * The syntax of one rule type: takes its fields from the reader. Faults are reported to
 * the reader; the rule that is then returned is thrown away.
 */
export type RuleSyntax<Type extends RuleType> = (
  fields: FieldReader,
) => Omit<Extract<Rule, { type: Type }>, keyof RuleFrame>;
