import { asEvents, quotedShell } from "./command.js";
import type { ActionMeaning } from "./run.js";

export const cspawn: ActionMeaning<"cspawn"> = (action, run) => {
  run.core.effects.run(quotedShell(action.command, run), asEvents(run.text(action.name)));
};
