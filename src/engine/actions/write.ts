import type { ActionMeaning } from "./run.js";

export const write: ActionMeaning<"write"> = (action, run) => {
  run.core.effects.writeFile(run.text(action.file), `${run.text(action.string)}\n`);
};
