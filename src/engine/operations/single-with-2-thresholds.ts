import { compactString } from "../../base/compact-string.js";
import type { Core } from "../core.js";
import { countOf, earliestOf, NO_TIMES, timesSince, withoutEarliest, withTime } from "../event-times.js";
import { TwoThresholdsOperation } from "../operation.js";
import { meets, values } from "./condition.js";
import type { OperationMeaning, RuleMeaning } from "./rule-meaning.js";
import { keptValues, runningOperation } from "./running.js";

/** Manual: SINGLEWITH2THRESHOLDS RULE. */
export const singleWith2Thresholds: RuleMeaning<"SingleWith2Thresholds"> = (rule, core) => {
  const match = meets(rule.condition, core);
  if (match === undefined) return null;
  const description = rule.desc.expand(values(match, core));
  let operation = runningOperation(rule, description, core, twoThresholdsOperation);
  if (operation === undefined) {
    operation = new TwoThresholdsOperation(rule, compactString(description), keptValues(rule, match, core), core.now);
    core.operations.add(operation);
  }
  operation.times = withTime(operation.times, core.now);
  if (operation.second) countSecond(operation, core);
  else countFirst(operation, core);
  return rule.condition.continue;
};

/** The threshold reached, the second round begins now with no event counted. */
function countFirst(operation: TwoThresholdsOperation, core: Core): void {
  if (countOf(operation.times) < operation.rule.thresh) return;
  operation.second = true;
  operation.times = NO_TIMES;
  operation.windowStart = core.now;
  core.operations.restartTimer(operation);
  core.run(operation.rule.action, operation.rule, operation.binding, operation);
}

/** One event too many: the window moves to the second earliest one. */
function countSecond(operation: TwoThresholdsOperation, core: Core): void {
  if (countOf(operation.times) <= operation.rule.thresh2) return;
  operation.times = withoutEarliest(operation.times);
  operation.windowStart = earliestOf(operation.times) ?? core.now;
  core.operations.restartTimer(operation);
}

export const twoThresholdsOperation: OperationMeaning<"SingleWith2Thresholds"> = {
  expire(operation, core) {
    const { rule, binding } = operation;
    if (operation.second) {
      const description = rule.desc2.expand({ ...binding, variable: null });
      core.run(rule.action2, rule, { ...binding, description }, operation);
      core.operations.remove(operation);
      return;
    }
    operation.times = timesSince(operation.times, core.now - rule.window);
    const earliest = earliestOf(operation.times);
    if (earliest === undefined) {
      core.operations.remove(operation);
      return;
    }
    operation.windowStart = earliest;
    core.operations.restartTimer(operation);
  },
  moved(operation, core) {
    operation.times = timesSince(operation.times, operation.windowStart);
    if (!operation.second && countOf(operation.times) === 0) core.operations.remove(operation);
  },
};
