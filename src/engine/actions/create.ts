import { unsignedInteger } from "./numbers.js";
import type { ActionMeaning } from "./run.js";
import { isInternal } from "./store.js";

export const create: ActionMeaning<"create"> = (action, run) => {
  const name = run.text(action.name);
  const lifetime = action.time === null ? 0 : unsignedInteger(run.text(action.time));
  if (lifetime === null) return run.warn(`create: the lifetime of context "${name}" is not an unsigned integer`);
  if (isInternal(run.core.contexts.get(name), run)) return;
  if (run.core.logs(6)) run.core.log(6, `create context "${name}"`);
  const list = action.list === null ? null : run.bind(action.list);
  const context = run.core.contexts.create(name, run.core.now, lifetime, list);
  run.core.tracer?.contextChanged(context);
};
