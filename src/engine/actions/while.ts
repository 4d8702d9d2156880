import { isTrue } from "../../perl/host.js";
import type { ActionMeaning } from "./run.js";

export const whileTrue: ActionMeaning<"while"> = (action, run) => {
  while (isTrue(run.value(action.variable))) {
    if (run.list(action.list) === "break") return;
  }
};
