import type { ActionMeaning } from "./run.js";
import { contextToRead } from "./store.js";

export const pop: ActionMeaning<"pop"> = (action, run) => {
  const context = contextToRead(action.name, run);
  if (context !== undefined) run.assign(action.variable, context.store.pop() ?? "");
};
