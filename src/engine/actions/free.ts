import type { ActionMeaning } from "./run.js";

export const free: ActionMeaning<"free"> = (action, run) => {
  run.core.free(action.variable);
};
