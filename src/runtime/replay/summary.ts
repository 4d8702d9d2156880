import type { Seconds } from "../../base/seconds.js";
import { windowSize } from "../../engine/operation.js";
import type { LogFile } from "../../io/logs/log-file.js";
import type { Instance } from "../instance.js";

/** What a replay came to. */
export interface Summary {
  readonly logs: readonly LogFile[];
  /** Lines that were matched with the rules; those of them that met a rule. */
  readonly lines: number;
  readonly matched: number;
  readonly syntheticEvents: number;
  /** Actions by name, in order of their first time; null: they were carried out, and not counted. */
  readonly actions: ReadonlyMap<string, number> | null;
  /** The clock at the start and at the end; null: there was no line. */
  readonly first: Seconds | null;
  readonly last: Seconds | null;
  /** What still waited for its time when the clock stopped. */
  readonly openOperations: number;
  readonly openContexts: number;
  readonly delayedEvents: number;
}

/** What waits for a second that has not come. */
export function openIn({ engine }: Instance): Pick<Summary, "openOperations" | "openContexts" | "delayedEvents"> {
  const { operations, contexts, events } = engine.core;
  const timed = new Set([...contexts.names()].map((name) => contexts.get(name)).filter((one) => one?.deadline != null));
  return {
    openOperations: [...operations].filter((operation) => windowSize(operation) !== null).length,
    openContexts: timed.size,
    delayedEvents: events.waiting().later.length,
  };
}
