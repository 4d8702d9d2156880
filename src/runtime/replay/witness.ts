/** Remembers which lines led to what: the event at hand, and those that each operation has counted. */
import type { Seconds } from "../../base/seconds.js";
import type { Binding } from "../../engine/binding.js";
import type { Acting, Core } from "../../engine/core.js";
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
  /** The line that is being matched, until somebody asks for it: most lines lead to nothing. */
  private log: string | null = null;
  private number = 0;
  private time: Seconds = 0;
  private text = "";
  private event: Witnessed | null = null;
  private readonly counted = new WeakMap<Operation, Witnessed[]>();

  /** The event that is being matched; null: the clock is at work. */
  get current(): Witnessed | null {
    if (this.event === null && this.log !== null) {
      const { log, number, time, text } = this;
      this.event = { log, number, time, text, cause: null };
    }
    return this.event;
  }

  /** Hot: runs for every line. */
  beginLine(log: string, number: number, time: Seconds, text: string): void {
    this.event = null;
    this.log = log;
    this.number = number;
    this.time = time;
    this.text = text;
  }

  beginEvent(time: Seconds, text: string, cause: Witnessed | null): void {
    this.event = { log: null, number: 0, time, text, cause };
  }

  end(): void {
    this.event = null;
    this.log = null;
  }

  /** The current event has reached an operation. */
  reached = (operation: Operation): void => {
    const { current } = this;
    if (current === null) return;
    const events = this.counted.get(operation);
    if (events === undefined) this.counted.set(operation, [current]);
    else if (events.at(-1) !== current) {
      events.push(current);
      if (events.length > KEPT_MAX) events.shift();
    }
  };

  /** What led to the action list that runs: oldest first. */
  ledTo({ rule, binding }: Acting, core: Core): readonly Witnessed[] {
    const operation = operationOf(rule, binding, core);
    const counted = operation === undefined ? [] : (this.counted.get(operation) ?? []);
    const start = operation?.windowStart ?? Number.NEGATIVE_INFINITY;
    const events = counted.filter((event) => event.time >= start);
    const { current } = this;
    if (current !== null && !events.includes(current)) events.push(current);
    return [...new Set(events.flatMap(withCause))];
  }
}

function withCause(event: Witnessed): Witnessed[] {
  return event.cause === null ? [event] : [...withCause(event.cause), event];
}

/** The operation whose list it is; the second list of a Pair knows it by the values of the first pattern. */
function operationOf(rule: Rule, binding: Binding, core: Core): Operation | undefined {
  if (binding.shadowed === null) return core.operations.get(rule, binding.description);
  return core.operations.ofRule(rule).find((operation) => operation.values === binding.shadowed);
}
