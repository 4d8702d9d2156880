import type { Signal } from "../ports.js";
import type { ActionMeaning } from "./run.js";

const SIGNALS: ReadonlySet<string> = new Set<Signal>(["HUP", "ABRT", "USR1", "USR2", "INT", "TERM"]);

export const sigemul: ActionMeaning<"sigemul"> = (action, run) => {
  const signal = run.text(action.signal).toUpperCase();
  if (!SIGNALS.has(signal)) return run.warn(`sigemul: "${signal}" is none of ${[...SIGNALS].join(", ")}`);
  run.core.effects.raise(signal as Signal);
};
