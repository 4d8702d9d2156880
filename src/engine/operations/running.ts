import type { Rule } from "../../rules/ast.js";
import type { Binding } from "../binding.js";
import type { Core } from "../core.js";
import { type Operation, type OperationFields, type OperationType, windowSize } from "../operation.js";
import type { OperationMeaning } from "./rule-meaning.js";

/** Its window is over, whether or not the periodic work has been there since (--cleantime). */
export function isOver(operation: Operation, core: Core): boolean {
  const window = windowSize(operation);
  return window !== null && core.now - operation.windowStart > window;
}

/**
 * The operation that an event of the rule is to be fed to; undefined: a new one is to be
 * started. One whose window is over does what is due at its end before the event counts.
 */
export function runningOperation<Type extends OperationType>(
  rule: Rule & { readonly type: Type },
  description: string,
  core: Core,
  meaning: OperationMeaning<Type>,
): OperationFields[Type] | undefined {
  const operation = core.operations.get(rule, description) as OperationFields[Type] | undefined;
  if (operation === undefined) return undefined;
  if (isOver(operation, core)) meaning.expire(operation, core);
  const running = core.operations.get(rule, description) as OperationFields[Type] | undefined;
  if (running !== undefined) core.operations.witness?.(running);
  return running;
}

/** What all operations begin with: their identity, and a window that begins now. */
export function newOperation<Kind extends Rule>(rule: Kind, description: string, binding: Binding, core: Core) {
  return {
    type: rule.type as Kind["type"],
    rule,
    description,
    created: core.now,
    windowStart: core.now,
    binding,
    alive: true,
    deadline: null,
    queuedFor: null,
  };
}
