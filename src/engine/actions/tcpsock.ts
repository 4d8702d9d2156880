import type { ActionMeaning } from "./run.js";

export const tcpsock: ActionMeaning<"tcpsock"> = (action, run) => {
  run.core.effects.sendTcp(run.text(action.peer), run.text(action.string));
};
