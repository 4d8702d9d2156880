import type { Rule, RuleType } from "../ast.js";
import type { Draft } from "../draft.js";
import type { FieldReader } from "../field-reader.js";

/** What every rule has besides the fields of its type. */
type RuleFrame = Pick<Rule, "file" | "number" | "span" | "bindsCache">;

/** The fields of one rule type. */
export type FieldsOf<Type extends RuleType> = Omit<Extract<Rule, { type: Type }>, keyof RuleFrame>;

/** The syntax of one rule type: takes its fields from the reader, to which faults are reported. */
export type RuleSyntax<Type extends RuleType> = (fields: FieldReader) => Draft<FieldsOf<Type>>;
