import { shell, withInput } from "./command.js";
import type { ActionMeaning } from "./run.js";

export const pipe: ActionMeaning<"pipe"> = (action, run) => {
  const line = `${run.text(action.string)}\n`;
  if (action.command === null) run.core.effects.writeFileOnce("-", line);
  else run.core.effects.run(shell(action.command, run), withInput(line));
};
