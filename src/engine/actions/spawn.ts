import { asEvents, quotedShell } from "./command.js";
import type { ActionMeaning } from "./run.js";

export const spawn: ActionMeaning<"spawn"> = (action, run) => {
  run.core.effects.run(quotedShell(action.command, run), asEvents(null));
};
