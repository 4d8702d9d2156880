import { unsignedInteger } from "./numbers.js";
import type { ActionMeaning } from "./run.js";
import { contextToRead, isInternal } from "./store.js";

/** The creation time stays, so a shorter lifetime may be over already: then the context ends at once. */
export const setltime: ActionMeaning<"setltime"> = (action, run) => {
  const context = contextToRead(action.name, run);
  if (context === undefined || isInternal(context, run)) return;
  const lifetime = action.time === null ? 0 : unsignedInteger(run.text(action.time));
  if (lifetime === null) return run.warn("setltime: the lifetime is not an unsigned integer");
  run.core.contexts.setTimes(context, context.created, lifetime);
  run.core.tracer?.contextChanged(context);
  if (run.core.isStale(context)) run.core.endContext(context);
};
