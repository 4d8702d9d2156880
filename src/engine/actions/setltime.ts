import { lifetimeOf } from "./numbers.js";
import type { ActionMeaning } from "./run.js";
import { contextToRead } from "./store.js";

/** The creation time stays, so a shorter lifetime may already be over. */
export const setltime: ActionMeaning<"setltime"> = (action, run) => {
  const context = contextToRead(action.name, run);
  if (context === undefined) return;
  const lifetime = action.time === null ? 0 : lifetimeOf(run.text(action.time));
  if (lifetime === null) return run.warn("setltime: the lifetime is not an unsigned integer");
  run.core.contexts.setTimes(context, context.created, lifetime);
};
