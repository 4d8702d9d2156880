import type { ActionMeaning } from "./run.js";

export const writen: ActionMeaning<"writen"> = (action, run) => {
  run.core.effects.writeFile(run.text(action.file), run.text(action.string));
};
