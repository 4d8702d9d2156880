import type { ActionMeaning } from "./run.js";

export const dropinput: ActionMeaning<"dropinput"> = (action, run) => {
  run.core.effects.dropInput(run.text(action.file));
};
