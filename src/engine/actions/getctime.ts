import type { ActionMeaning } from "./run.js";
import { contextToRead } from "./store.js";

export const getctime: ActionMeaning<"getctime"> = (action, run) => {
  const context = contextToRead(action.name, run);
  if (context !== undefined) run.assign(action.variable, String(context.created));
};
