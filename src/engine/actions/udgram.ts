import type { ActionMeaning } from "./run.js";

export const udgram: ActionMeaning<"udgram"> = (action, run) => {
  run.core.effects.sendDatagram(run.text(action.file), run.text(action.string));
};
