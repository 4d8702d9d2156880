import type { ActionMeaning } from "./run.js";

export const closetcp: ActionMeaning<"closetcp"> = (action, run) => {
  run.core.effects.closeTcp(run.text(action.peer));
};
