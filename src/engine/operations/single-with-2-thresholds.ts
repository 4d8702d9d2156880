import type { Core } from "../core.js";
import type { TwoThresholdsOperation } from "../operation.js";
import { bind, meets, values } from "./condition.js";
import type { OperationMeaning, RuleMeaning } from "./rule-meaning.js";
import { newOperation, runningOperation } from "./running.js";
import { timesSince } from "./sliding.js";

/** Manual: SINGLEWITH2THRESHOLDS RULE. */
export const singleWith2Thresholds: RuleMeaning<"SingleWith2Thresholds"> = (rule, core) => {
  const match = meets(rule.condition, core);
  if (match === undefined) return null;
  const description = rule.desc.expand(values(match, core));
  let operation = runningOperation(rule, description, core, twoThresholdsOperation);
  if (operation === undefined) {
    operation = {
      ...newOperation(rule, description, bind(rule, match, description, core), core),
      times: [],
      second: false,
    };
    core.operations.add(operation);
  }
  operation.times.push(core.now);
  if (operation.second) countSecond(operation, core);
  else countFirst(operation, core);
  return rule.condition.continue;
};

/** The threshold reached, the second round begins now with no event counted. */
function countFirst(operation: TwoThresholdsOperation, core: Core): void {
  if (operation.times.length < operation.rule.thresh) return;
  operation.second = true;
  operation.times = [];
  operation.windowStart = core.now;
  core.operations.restartTimer(operation);
  core.run(operation.rule.action, operation.rule, operation.binding);
}

/** One event too many: the window moves to the second earliest one. */
function countSecond(operation: TwoThresholdsOperation, core: Core): void {
  if (operation.times.length <= operation.rule.thresh2) return;
  operation.times.shift();
  operation.windowStart = operation.times[0] ?? core.now;
  core.operations.restartTimer(operation);
}

export const twoThresholdsOperation: OperationMeaning<"SingleWith2Thresholds"> = {
  expire(operation, core) {
    const { rule, binding } = operation;
    if (operation.second) {
      const description = rule.desc2.expand({ ...binding, variable: null });
      core.run(rule.action2, rule, { ...binding, description });
      core.operations.remove(operation);
      return;
    }
    operation.times = timesSince(operation.times, core.now - rule.window);
    const [earliest] = operation.times;
    if (earliest === undefined) {
      core.operations.remove(operation);
      return;
    }
    operation.windowStart = earliest;
    core.operations.restartTimer(operation);
  },
  moved(operation, core) {
    operation.times = timesSince(operation.times, operation.windowStart);
    if (!operation.second && operation.times.length === 0) core.operations.remove(operation);
  },
};
