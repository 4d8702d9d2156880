import type { ActionMeaning } from "./run.js";

export const ustream: ActionMeaning<"ustream"> = (action, run) => {
  run.core.effects.sendStream(run.text(action.file), run.text(action.string));
};
