import { asEvents, direct } from "./command.js";
import type { ActionMeaning } from "./run.js";

export const cspawnexec: ActionMeaning<"cspawnexec"> = (action, run) => {
  run.core.effects.run(direct(action.arguments, run), asEvents(run.text(action.name)));
};
