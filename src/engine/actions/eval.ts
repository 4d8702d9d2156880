import { assignResult } from "./perl-result.js";
import type { ActionMeaning } from "./run.js";

export const evaluate: ActionMeaning<"eval"> = (action, run) => {
  assignResult("eval", action.variable, run.core.perl?.evaluate(run.text(action.code), "list"), run);
};
