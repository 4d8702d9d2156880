import { operationAt } from "./rule-offset.js";
import type { ActionMeaning } from "./run.js";

export const getwpos: ActionMeaning<"getwpos"> = (action, run) => {
  const operation = operationAt(action.offset, run.text(action.string), run);
  if (operation !== undefined) run.assign(action.variable, String(operation.windowStart));
};
