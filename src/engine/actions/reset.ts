import { operationAt, rulesOfFile } from "./rule-offset.js";
import type { ActionMeaning } from "./run.js";

/** Ends operations without their action lists: one rule's, or those of all rules of the file. */
export const reset: ActionMeaning<"reset"> = (action, run) => {
  const { operations } = run.core;
  const description = run.text(action.string);
  const found =
    action.offset === null
      ? rulesOfFile(run).map((rule) => operations.get(rule, description))
      : [operationAt(action.offset, description, run)];
  for (const operation of found) if (operation !== undefined) operations.remove(operation);
};
