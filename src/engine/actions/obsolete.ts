import type { ActionMeaning } from "./run.js";
import { isInternal } from "./store.js";

export const obsolete: ActionMeaning<"obsolete"> = (action, run) => {
  const name = run.text(action.name);
  const context = run.core.contexts.get(name);
  if (context === undefined) return run.warn(`obsolete: there is no context "${name}"`);
  if (isInternal(context, run)) return;
  run.core.endContext(context);
};
