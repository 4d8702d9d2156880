import type { MatchCache, MatchVariables } from "../../base/match-variables.js";
import type { Rule } from "../../rules/ast.js";
import { captureCache, type StartValues } from "../binding.js";
import type { Core } from "../core.js";
import type { KeptValues } from "../kept-values.js";
import { needOf } from "../needs.js";
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
  if (isOver(operation, core)) {
    core.operations.timeBegins(operation);
    meaning.expire(operation, core);
    core.operations.timeEnds(operation);
  }
  const running = core.operations.get(rule, description) as OperationFields[Type] | undefined;
  if (running !== undefined) core.operations.reached(running);
  return running;
}

/** What a new operation of the rule keeps of the event that starts it. */
export function keptValues(rule: Rule, match: MatchVariables | null, core: Core): KeptValues {
  return needOf(rule).packForOperation(match, cacheOf(rule, match, core));
}

/** The same for operations that many lines ask for their values. */
export function startValues(rule: Rule, match: MatchVariables | null, core: Core): StartValues | null {
  return needOf(rule).keepForOperation(match, cacheOf(rule, match, core));
}

function cacheOf(rule: Rule, match: MatchVariables | null, core: Core): MatchCache | null {
  return match === null ? null : captureCache(rule, core.buffers.cache);
}
