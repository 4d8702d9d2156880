import type { ActionMeaning } from "./run.js";
import { contextToWrite, linesThatFit } from "./store.js";

export const add: ActionMeaning<"add"> = (action, run) => {
  const store = contextToWrite(action.name, run)?.store;
  if (store === undefined) return;
  const lines = linesThatFit(action.string, store.size, run);
  if (lines !== null) store.append(lines, run.core.now);
};
