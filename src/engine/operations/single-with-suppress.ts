import { compactString } from "../../base/compact-string.js";
import { SuppressOperation } from "../operation.js";
import { bind, meets, values } from "./condition.js";
import type { OperationMeaning, RuleMeaning } from "./rule-meaning.js";
import { keptValues, runningOperation } from "./running.js";

/** Manual: SINGLEWITHSUPPRESS RULE. */
export const singleWithSuppress: RuleMeaning<"SingleWithSuppress"> = (rule, core) => {
  const match = meets(rule.condition, core);
  if (match === undefined) return null;
  const description = rule.desc.expand(values(match, core));
  if (runningOperation(rule, description, core, suppressOperation) === undefined) {
    const operation = new SuppressOperation(rule, compactString(description), keptValues(rule, match, core), core.now);
    core.operations.add(operation);
    core.run(rule.action, rule, bind(rule, match, description, core), operation);
  }
  return rule.condition.continue;
};

export const suppressOperation: OperationMeaning<"SingleWithSuppress"> = {
  expire: (operation, core) => core.operations.remove(operation),
  moved: () => {},
};
