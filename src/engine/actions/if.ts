import { isTrue } from "../../perl/host.js";
import type { ActionMeaning } from "./run.js";

export const ifTrue: ActionMeaning<"if"> = (action, run) => {
  const list = isTrue(run.value(action.variable)) ? action.then : action.else;
  return list === null ? undefined : run.list(list);
};
