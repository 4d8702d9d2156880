import { direct, PLAIN } from "./command.js";
import type { ActionMeaning } from "./run.js";

export const cmdexec: ActionMeaning<"cmdexec"> = (action, run) => {
  run.core.effects.run(direct(action.arguments, run), PLAIN);
};
