import type { ActionMeaning } from "./run.js";
import { isInternal } from "./store.js";

export const alias: ActionMeaning<"alias"> = (action, run) => {
  const name = run.text(action.name);
  const context = run.core.contexts.get(name);
  if (context === undefined) return run.warn(`alias: there is no context "${name}"`);
  if (isInternal(context, run)) return;
  const alias = run.text(action.alias);
  if (!run.core.contexts.alias(context, alias)) run.warn(`alias: the name "${alias}" is taken`);
};
