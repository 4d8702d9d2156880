import type { ActionMeaning } from "./run.js";

export const closeudgr: ActionMeaning<"closeudgr"> = (action, run) => {
  run.core.effects.closeDatagram(run.text(action.file));
};
