import { parametersFor } from "../context-expression.js";
import { assignResult } from "./perl-result.js";
import type { ActionMeaning } from "./run.js";

export const lcall: ActionMeaning<"lcall"> = (action, run) => {
  const parameters = parametersFor(action.parameters, action.operator, run, run.core);
  assignResult("lcall", action.variable, run.core.perl?.call(action.function.code, parameters, "list"), run);
};
