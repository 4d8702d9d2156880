import { asEvents, direct } from "./command.js";
import type { ActionMeaning } from "./run.js";

export const spawnexec: ActionMeaning<"spawnexec"> = (action, run) => {
  run.core.effects.run(direct(action.arguments, run), asEvents(null));
};
