import { shell, withInput } from "./command.js";
import type { ActionMeaning } from "./run.js";

export const pipe: ActionMeaning<"pipe"> = (action, run) => {
  const line = `${run.text(action.string)}\n`;
  const command = action.command === null ? null : shell(action.command, run);
  // Values may leave nothing of a command line: then it is as if none were given, other than for pipeexec.
  if (command === null || (command.shell && command.line === "")) run.core.effects.writeFileOnce("-", line);
  else run.core.effects.run(command, withInput(line));
};
