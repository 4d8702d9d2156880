import type { ActionMeaning } from "./run.js";
import { contextToRead } from "./store.js";

export const empty: ActionMeaning<"empty"> = (action, run) => {
  const context = contextToRead(action.name, run);
  if (context === undefined) return;
  if (action.variable !== null) run.assign(action.variable, context.store.toArray().join("\n"));
  context.store.clear();
};
