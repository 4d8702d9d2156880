import type { ActionMeaning } from "./run.js";
import { contextToWrite, linesThatFit } from "./store.js";

export const fill: ActionMeaning<"fill"> = (action, run) => {
  const store = contextToWrite(action.name, run)?.store;
  if (store === undefined) return;
  const lines = linesThatFit(action.string, 0, run);
  if (lines === null) return;
  store.clear();
  store.append(lines, run.core.now);
};
