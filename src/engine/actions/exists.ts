import type { ActionMeaning } from "./run.js";

export const exists: ActionMeaning<"exists"> = (action, run) => {
  const name = run.text(action.name);
  const context = run.core.contexts.get(name);
  if (context !== undefined) run.core.tracer?.contextRead(context, name);
  run.assign(action.variable, context === undefined ? "0" : "1");
};
