import type { ActionMeaning } from "./run.js";

export const owritecl: ActionMeaning<"owritecl"> = (action, run) => {
  run.core.effects.writeFileOnce(run.text(action.file), run.text(action.string));
};
