import type { ActionMeaning } from "./run.js";
import { contextToWrite, linesThatFit } from "./store.js";

export const prepend: ActionMeaning<"prepend"> = (action, run) => {
  const store = contextToWrite(action.name, run)?.store;
  if (store === undefined) return;
  const lines = linesThatFit(action.string, store.size, run);
  if (lines !== null) store.prepend(lines, run.core.now);
};
