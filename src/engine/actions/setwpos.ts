import { moveWindow } from "../operations/index.js";
import { instantBetween } from "./numbers.js";
import { operationAt } from "./rule-offset.js";
import type { ActionMeaning } from "./run.js";

export const setwpos: ActionMeaning<"setwpos"> = (action, run) => {
  const operation = operationAt(action.offset, run.text(action.string), run);
  if (operation === undefined) return;
  const start = instantBetween(run.text(action.time), operation.windowStart, run.core.now);
  if (start === null) return run.warn("setwpos: the time is not between the window's beginning and now");
  // Where it is already: nothing moves, so an operation that has counted nothing yet does not end.
  if (start === operation.windowStart) return;
  moveWindow(operation, start, run.core);
};
