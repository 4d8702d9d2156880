import type { ActionMeaning } from "./run.js";

export const varset: ActionMeaning<"varset"> = (action, run) => {
  run.assign(action.variable, run.core.buffers.cache.has(run.text(action.entry)) ? "1" : "0");
};
