import { unsignedInteger } from "./numbers.js";
import type { ActionMeaning } from "./run.js";
import { isInternal } from "./store.js";

/** The time "-" leaves creation time and lifetime as they are. */
export const setContext: ActionMeaning<"set"> = (action, run) => {
  const name = run.text(action.name);
  const context = run.core.contexts.get(name);
  if (context === undefined) return run.warn(`set: there is no context "${name}"`);
  if (isInternal(context, run)) return;
  const time = run.text(action.time);
  const lifetime = unsignedInteger(time);
  if (lifetime === null && time !== "-") return run.warn(`set: "${time}" is neither an unsigned integer nor -`);
  if (lifetime !== null) run.core.contexts.setTimes(context, run.core.now, lifetime);
  if (action.list !== null) context.list = run.bind(action.list);
  run.core.tracer?.contextChanged(context);
};
