/** What of a rule file a run can come to: its rules, patterns, actions, and the outcomes of context operands. */
import { positionOf, type Span } from "../../base/source.js";
import type { Pattern } from "../../patterns/pattern.js";
import type { Action, ContextExpression, Rule, RuleFile } from "../../rules/ast.js";
import { conditionsOf, contextsOf, everyAction, listsOf } from "../fields.js";

type ContextOperand = Exclude<ContextExpression, { kind: "not" | "combination" }>;
export type ItemKind = "rule" | "pattern" | "action" | "operand";
/** The part of the rule set that a run comes to. */
export type Part = Rule | Pattern | Action | ContextOperand;

export interface Item {
  readonly kind: ItemKind;
  readonly part: Part;
  /** The field that it stands in; of a rule its type. */
  readonly field: string;
  /** Its first line, from 1. */
  readonly line: number;
  /** As it stands in the file, up to the end of its first line. */
  readonly text: string;
}

export function itemsOf(file: RuleFile): Item[] {
  return file.rules.flatMap((rule) => [
    makeItem("rule", rule, rule.type, rule.span),
    ...patternsOf(rule).map(({ field, pattern }) => makeItem("pattern", pattern, field, pattern.span)),
    ...contextsOf(rule).flatMap(({ field, context }) =>
      operandsIn(context.expression).map((operand) => makeItem("operand", operand, field, operand.span)),
    ),
    ...listsOf(rule).flatMap(({ field, list }) =>
      [...everyAction(list)].map(({ action }) => makeItem("action", action, field, action.span)),
    ),
  ]);
}

/** An event group pattern needs no item: the rule's action is run when it matches. */
function patternsOf(rule: Rule): { field: string; pattern: Pattern }[] {
  return conditionsOf(rule).map(({ suffix, condition }) => ({
    field: `pattern${suffix}`,
    pattern: condition.pattern,
  }));
}

function operandsIn(expression: ContextExpression): ContextOperand[] {
  if (expression.kind === "not") return operandsIn(expression.operand);
  if (expression.kind === "combination") return expression.groups.flat().flatMap(operandsIn);
  return [expression];
}

function makeItem(kind: ItemKind, part: Part, field: string, span: Span): Item {
  const { line } = positionOf(span.file, span.start);
  const newline = span.file.text.indexOf("\n", span.start);
  const end = newline < 0 ? span.file.text.length : newline;
  return { kind, part, field, line, text: span.file.text.slice(span.start, Math.min(span.end, end)).trim() };
}
