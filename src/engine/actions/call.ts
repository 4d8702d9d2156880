import { assignResult } from "./perl-result.js";
import type { ActionMeaning } from "./run.js";

export const call: ActionMeaning<"call"> = (action, run) => {
  const code = run.value(action.function);
  if (typeof code !== "object") return run.warn(`call: %${action.function} is not a code reference`);
  assignResult("call", action.variable, run.core.perl?.call(code, run.texts(action.parameters), "list"), run);
};
