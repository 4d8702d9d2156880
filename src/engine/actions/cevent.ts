import { unsignedInteger } from "./numbers.js";
import type { ActionMeaning } from "./run.js";

export const cevent: ActionMeaning<"cevent"> = (action, run) => {
  const time = run.text(action.time);
  const delay = unsignedInteger(time);
  if (delay === null) return run.warn(`cevent: "${time}" is not an unsigned integer`);
  run.core.addEvents(run.text(action.string), run.text(action.name), delay);
};
