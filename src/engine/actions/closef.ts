import type { ActionMeaning } from "./run.js";

export const closef: ActionMeaning<"closef"> = (action, run) => {
  run.core.effects.closeFile(run.text(action.file));
};
