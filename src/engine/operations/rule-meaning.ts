/** What every rule type's module offers. */
import type { Continue, Rule, RuleType } from "../../rules/ast.js";
import type { Core } from "../core.js";
import type { OperationFields, OperationType } from "../operation.js";

/** Tries the rule on the current event: where matching goes on when it matched, null when it did not. */
export type RuleMeaning<Type extends RuleType> = (rule: Extract<Rule, { type: Type }>, core: Core) => Continue | null;

/** What operations of one type do in time. */
export interface OperationMeaning<Type extends OperationType> {
  /** The window is over: finish, or slide it. */
  expire(operation: OperationFields[Type], core: Core): void;
  /** setwpos: the window begins later now. Forget the events before it; without any left, finish. */
  moved(operation: OperationFields[Type], core: Core): void;
}
