import type { SuppressOperation } from "../operation.js";
import { bind, meets, values } from "./condition.js";
import type { OperationMeaning, RuleMeaning } from "./rule-meaning.js";
import { runningOperation } from "./running.js";

/** Manual: SINGLEWITHSUPPRESS RULE. */
export const singleWithSuppress: RuleMeaning<"SingleWithSuppress"> = (rule, core) => {
  const match = meets(rule.condition, core);
  if (match === undefined) return null;
  const description = rule.desc.expand(values(match, core));
  if (runningOperation(rule, description, core, suppressOperation) === undefined) {
    const operation: SuppressOperation = {
      type: rule.type,
      rule,
      description,
      created: core.now,
      windowStart: core.now,
      binding: bind(rule, match, description, core),
      alive: true,
      deadline: null,
      queuedFor: null,
    };
    core.operations.add(operation);
    core.run(rule.action, rule, operation.binding);
  }
  return rule.condition.continue;
};

export const suppressOperation: OperationMeaning<"SingleWithSuppress"> = {
  expire: (operation, core) => core.operations.remove(operation),
  moved: () => {},
};
