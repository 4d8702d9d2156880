import type { Seconds } from "../../base/seconds.js";
import type { Context } from "../contexts.js";
import type { ActionMeaning } from "./run.js";
import { contextToRead } from "./store.js";

/** Removes the strings written before a time: seconds since Epoch, -T before now, or +T after the creation. */
export const trim: ActionMeaning<"trim"> = (action, run) => {
  const context = contextToRead(action.name, run);
  if (context === undefined) return;
  const text = run.text(action.time);
  const time = timeFrom(text, run.core.now, context);
  if (time === null) return run.warn(`trim: "${text}" is neither seconds since Epoch nor -seconds nor +seconds`);
  const removed = context.store.trim(time);
  if (action.variable !== null) run.assign(action.variable, removed.join("\n"));
};

function timeFrom(text: string, now: Seconds, context: Context): Seconds | null {
  const parts = /^([-+]?)([0-9]+)$/.exec(text);
  if (parts === null) return null;
  const seconds = Number(parts[2]);
  if (parts[1] === "-") return now - seconds;
  return parts[1] === "+" ? context.created + seconds : seconds;
}
