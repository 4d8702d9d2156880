import type { ActionMeaning } from "./run.js";

/** Ends the loop around it; outside of one, the whole action list. */
export const breakLoop: ActionMeaning<"break"> = () => "break";
