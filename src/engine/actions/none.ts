import type { ActionMeaning } from "./run.js";

export const none: ActionMeaning<"none"> = () => {
  // nothing to do
};
