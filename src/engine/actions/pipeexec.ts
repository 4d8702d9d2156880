import { direct, withInput } from "./command.js";
import type { ActionMeaning } from "./run.js";

export const pipeexec: ActionMeaning<"pipeexec"> = (action, run) => {
  const line = `${run.text(action.string)}\n`;
  if (action.arguments === null) run.core.effects.writeFile("-", line);
  else run.core.effects.run(direct(action.arguments, run), withInput(line));
};
