import { compactString } from "../../base/compact-string.js";
import type { Seconds } from "../../base/seconds.js";
import type { Core } from "../core.js";
import { countOf, earliestOf, timesSince, withTime } from "../event-times.js";
import { ThresholdOperation } from "../operation.js";
import { meets, values } from "./condition.js";
import type { OperationMeaning, RuleMeaning } from "./rule-meaning.js";
import { keptValues, runningOperation } from "./running.js";

/** Manual: SINGLEWITHTHRESHOLD RULE. */
export const singleWithThreshold: RuleMeaning<"SingleWithThreshold"> = (rule, core) => {
  const match = meets(rule.condition, core);
  if (match === undefined) return null;
  const description = rule.desc.expand(values(match, core));
  let operation = runningOperation(rule, description, core, thresholdOperation);
  if (operation === undefined) {
    operation = new ThresholdOperation(rule, compactString(description), keptValues(rule, match, core), core.now);
    core.operations.add(operation);
  }
  count(operation, core);
  return rule.condition.continue;
};

/** After the action list has run, further events are consumed. */
function count(operation: ThresholdOperation, core: Core): void {
  if (operation.fired) return;
  operation.times = withTime(operation.times, core.now);
  if (countOf(operation.times) < operation.rule.thresh) return;
  operation.fired = true;
  core.run(operation.rule.action, operation.rule, operation.binding, operation);
}

export const thresholdOperation: OperationMeaning<"SingleWithThreshold"> = {
  expire(operation, core) {
    if (!operation.fired && slide(operation, core.now)) {
      core.operations.restartTimer(operation);
      return;
    }
    const { rule } = operation;
    if (operation.fired && rule.action2 !== null) core.run(rule.action2, rule, operation.binding, operation);
    core.operations.remove(operation);
  },
  moved(operation, core) {
    if (operation.fired) return;
    operation.times = timesSince(operation.times, operation.windowStart);
    if (countOf(operation.times) === 0) core.operations.remove(operation);
  },
};

/** Moves the window to the earliest event that is still in it; false when there is none. */
function slide(operation: ThresholdOperation, now: Seconds): boolean {
  operation.times = timesSince(operation.times, now - operation.rule.window);
  const earliest = earliestOf(operation.times);
  if (earliest !== undefined) operation.windowStart = earliest;
  return earliest !== undefined;
}
