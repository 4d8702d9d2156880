/** Remembers which lines led to what: the event at hand, and those that each operation has counted. */
import type { Seconds } from "../../base/seconds.js";
import type { BoundList } from "../../engine/binding.js";
import type { Core } from "../../engine/core.js";
import type { Operation } from "../../engine/operation.js";
import type { Rule } from "../../rules/ast.js";

export interface Witnessed {
  /** The log; null: a synthetic event. */
  readonly log: string | null;
  /** In the log, from 1; 0 for a synthetic event. */
  readonly number: number;
  readonly time: Seconds;
  readonly text: string;
  /** The line at which a synthetic event was made; null when the clock made it. */
  readonly cause: Witnessed | null;
}

/** Events kept for each operation; the first ones go. */
const KEPT_MAX = 100;

export class Witness {
  /** The event that is being matched; null: the clock is at work. */
  current: Witnessed | null = null;
  private readonly counted = new WeakMap<Operation, Witnessed[]>();

  /** The current event has reached an operation. */
  reached = (operation: Operation): void => {
    if (this.current === null) return;
    const events = this.counted.get(operation);
    if (events === undefined) this.counted.set(operation, [this.current]);
    else if (events.at(-1) !== this.current) {
      events.push(this.current);
      if (events.length > KEPT_MAX) events.shift();
    }
  };

  /** What led to the action list that runs: oldest first. */
  ledTo({ rule, binding }: BoundList, core: Core): readonly Witnessed[] {
    const operation = operationOf(rule, binding, core);
    const counted = operation === undefined ? [] : (this.counted.get(operation) ?? []);
    const start = operation?.windowStart ?? Number.NEGATIVE_INFINITY;
    const events = counted.filter((event) => event.time >= start);
    if (this.current !== null && !events.includes(this.current)) events.push(this.current);
    return [...new Set(events.flatMap(withCause))];
  }
}

function withCause(event: Witnessed): Witnessed[] {
  return event.cause === null ? [event] : [...withCause(event.cause), event];
}

/** The operation whose list it is; the second list of a Pair knows it by the values of the first pattern. */
function operationOf(rule: Rule, binding: BoundList["binding"], core: Core): Operation | undefined {
  if (binding.shadowed === null) return core.operations.get(rule, binding.description);
  return core.operations.ofRule(rule).find((operation) => operation.binding.match === binding.shadowed);
}
