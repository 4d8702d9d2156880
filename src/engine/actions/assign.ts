import type { ActionMeaning } from "./run.js";

export const assign: ActionMeaning<"assign"> = (action, run) => {
  run.assign(action.variable, run.text(action.string));
};
