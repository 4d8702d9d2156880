import type { ActionMeaning } from "./run.js";

/** Starts the next round of the loop around it; outside of one, ends the whole action list. */
export const continueLoop: ActionMeaning<"continue"> = () => "continue";
