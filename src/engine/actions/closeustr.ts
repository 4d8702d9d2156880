import type { ActionMeaning } from "./run.js";

export const closeustr: ActionMeaning<"closeustr"> = (action, run) => {
  run.core.effects.closeStream(run.text(action.file));
};
