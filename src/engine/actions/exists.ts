import type { ActionMeaning } from "./run.js";

export const exists: ActionMeaning<"exists"> = (action, run) => {
  run.assign(action.variable, run.core.contexts.has(run.text(action.name)) ? "1" : "0");
};
