import { unsignedInteger } from "./numbers.js";
import type { ActionMeaning } from "./run.js";

/** The offset is in bytes, "-" is the end of the file. */
export const addinput: ActionMeaning<"addinput"> = (action, run) => {
  const text = run.text(action.offset);
  const offset = text === "-" ? "end" : unsignedInteger(text);
  if (offset === null) return run.warn(`addinput: "${text}" is neither an unsigned integer nor -`);
  run.core.effects.addInput(run.text(action.file), offset, action.name === null ? null : run.text(action.name));
};
