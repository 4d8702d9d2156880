import type { ActionMeaning } from "./run.js";

export const event: ActionMeaning<"event"> = (action, run) => {
  run.core.addEvents(run.text(action.string), null, action.time);
};
