import { bind, meets, values } from "./condition.js";
import type { OperationMeaning, RuleMeaning } from "./rule-meaning.js";
import { newOperation, runningOperation } from "./running.js";

/** Manual: SINGLEWITHSUPPRESS RULE. */
export const singleWithSuppress: RuleMeaning<"SingleWithSuppress"> = (rule, core) => {
  const match = meets(rule.condition, core);
  if (match === undefined) return null;
  const description = rule.desc.expand(values(match, core));
  if (runningOperation(rule, description, core, suppressOperation) === undefined) {
    const operation = newOperation(rule, description, bind(rule, match, description, core), core);
    core.operations.add(operation);
    core.run(rule.action, rule, operation.binding);
  }
  return rule.condition.continue;
};

export const suppressOperation: OperationMeaning<"SingleWithSuppress"> = {
  expire: (operation, core) => core.operations.remove(operation),
  moved: () => {},
};
