import type { ActionMeaning } from "./run.js";

export const udpsock: ActionMeaning<"udpsock"> = (action, run) => {
  run.core.effects.sendUdp(run.text(action.peer), run.text(action.string));
};
