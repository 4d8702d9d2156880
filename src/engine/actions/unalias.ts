import type { ActionMeaning } from "./run.js";
import { isInternal } from "./store.js";

export const unalias: ActionMeaning<"unalias"> = (action, run) => {
  const name = run.text(action.name);
  const context = run.core.contexts.get(name);
  if (context === undefined) return run.warn(`unalias: there is no context "${name}"`);
  if (isInternal(context, run)) return;
  if (context.ending) return;
  if (run.core.contexts.unalias(name)) run.core.contexts.remove(context);
};
