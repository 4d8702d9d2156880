import { PLAIN, quotedShell } from "./command.js";
import type { ActionMeaning } from "./run.js";

export const shellcmd: ActionMeaning<"shellcmd"> = (action, run) => {
  run.core.effects.run(quotedShell(action.command, run), PLAIN);
};
