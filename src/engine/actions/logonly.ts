import type { ActionMeaning } from "./run.js";

export const logonly: ActionMeaning<"logonly"> = (action, run) => {
  run.core.log(4, run.text(action.string));
};
