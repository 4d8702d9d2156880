import type { ActionMeaning } from "./run.js";
import { isInternal } from "./store.js";

export const deleteContext: ActionMeaning<"delete"> = (action, run) => {
  const name = run.text(action.name);
  const context = run.core.contexts.get(name);
  if (context === undefined) return run.warn(`delete: there is no context "${name}"`);
  if (isInternal(context, run)) return;
  if (context.ending) return;
  if (run.core.logs(6)) run.core.log(6, `delete context "${name}"`);
  run.core.contexts.remove(context);
};
