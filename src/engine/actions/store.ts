/** What the actions on event stores share. */
import type { Template } from "../../base/template.js";
import type { Context } from "../contexts.js";
import { linesOf } from "../lines.js";
import type { Run } from "./run.js";

/**
 * The named context, created (for ever, without action list) when it does not exist;
 * undefined, with a message, when it is an internal one.
 */
export function contextToWrite(name: Template, run: Run): Context | undefined {
  const { contexts, now } = run.core;
  const text = run.text(name);
  const context = contexts.get(text) ?? contexts.create(text, now, 0, null);
  if (isInternal(context, run)) return undefined;
  run.core.tracer?.contextChanged(context);
  return context;
}

/** True, with a message, for internal contexts: no action changes them. */
export function isInternal(context: Context | undefined, run: Run): boolean {
  if (context?.internal !== true) return false;
  run.warn(`context "${context.names[0]}" is an internal one: it cannot be changed`);
  return true;
}

/** The named context; undefined, with a message, when it does not exist. */
export function contextToRead(name: Template, run: Run): Context | undefined {
  const text = run.text(name);
  const context = run.core.contexts.get(text);
  if (context === undefined) run.warn(`there is no context "${text}"`);
  else run.core.tracer?.contextRead(context, text);
  return context;
}

/**
 * The lines of a text for an event store that holds `size` strings; null, with a message,
 * when --evstoresize does not allow all of them: a store is never cut, and never takes a part.
 */
export function linesThatFit(text: Template, size: number, run: Run): string[] | null {
  const lines = linesOf(run.text(text));
  const limit = run.core.settings.evstoresize;
  if (limit <= 0 || size + lines.length <= limit) return lines;
  run.warn(`the event store would hold more than ${limit} strings: nothing is written to it`);
  return null;
}
