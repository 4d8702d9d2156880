import type { Pattern } from "../patterns/index.js";
import type { Action, ContextOperand, Rule } from "../rules/ast.js";

/** Whoever wants to know which parts of a rule set a run has come to: each is told whenever it happens. */
export interface Coverage {
  /** An event met the rule, or the rule's time has come. */
  rule(rule: Rule): void;
  /** The pattern matched, as it stands in the rule file. */
  pattern(pattern: Pattern): void;
  /** The action is about to be carried out. */
  action(action: Action): void;
  /** An operand of a context expression was asked for. */
  operand(operand: ContextOperand, holds: boolean): void;
}
