import type { ActionMeaning } from "./run.js";
import { contextToRead } from "./store.js";

export const getsize: ActionMeaning<"getsize"> = (action, run) => {
  const context = contextToRead(action.name, run);
  run.assign(action.variable, context === undefined ? undefined : String(context.store.size));
};
