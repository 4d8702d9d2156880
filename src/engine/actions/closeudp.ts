import type { ActionMeaning } from "./run.js";

export const closeudp: ActionMeaning<"closeudp"> = (action, run) => {
  run.core.effects.closeUdp(run.text(action.peer));
};
