import { instantBetween } from "./numbers.js";
import type { ActionMeaning } from "./run.js";
import { contextToRead, isInternal } from "./store.js";

export const setctime: ActionMeaning<"setctime"> = (action, run) => {
  const context = contextToRead(action.name, run);
  if (context === undefined || isInternal(context, run)) return;
  const created = instantBetween(run.text(action.time), context.created, run.core.now);
  if (created === null) return run.warn("setctime: the time is not between the creation time and now");
  run.core.contexts.setTimes(context, created, context.lifetime);
  run.core.tracer?.contextChanged(context);
};
