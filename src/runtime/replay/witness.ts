/** Remembers which lines led to what: the event at hand, and those that each operation has counted. */
import { ChurningMap } from "../../base/churning-map.js";
import type { Seconds } from "../../base/seconds.js";
import type { SyntheticEvent } from "../../engine/event-queue.js";
import type { Operation } from "../../engine/operation.js";
import type { EngineWitness } from "../../engine/witness.js";

export interface Witnessed {
  /** The log; null: a synthetic event. */
  readonly log: string | null;
  /** In the log, from 1; 0 for a synthetic event. */
  readonly number: number;
  readonly time: Seconds;
  readonly text: string;
  /** Of a synthetic event the lines that led to the list which made it: no events, chains of those have no end. */
  readonly causes: readonly Witnessed[];
}

const NO_EVENTS: readonly Witnessed[] = [];

/** Events kept for each operation, before and after it has acted; the first ones go. */
const KEPT_MAX = 100;

/** The events of an operation. */
interface Past {
  /** Those until its action list ran, and where the window began that they were counted in. */
  before: readonly Witnessed[];
  start: Seconds;
  /** Those after it. */
  after: readonly Witnessed[];
}

export class Witness implements EngineWitness {
  /** The line that is being matched, until somebody asks for it: most lines lead to nothing. */
  private log: string | null = null;
  private number = 0;
  private time: Seconds = 0;
  private text = "";
  private event: Witnessed | null = null;
  /** Of operations that run, or have ended with the event that is being matched: their lists may still run. */
  private readonly pasts = new ChurningMap<Operation, Past>();
  private readonly ended: Operation[] = [];
  private readonly causes = new WeakMap<SyntheticEvent, readonly Witnessed[]>();

  /** The event that is being matched; null: the clock is at work. */
  get current(): Witnessed | null {
    if (this.event === null && this.log !== null) {
      const { log, number, time, text } = this;
      this.event = { log, number, time, text, causes: NO_EVENTS };
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

  beginEvent(time: Seconds, event: SyntheticEvent | undefined): void {
    const causes = event === undefined ? undefined : this.causes.get(event);
    this.event = { log: null, number: 0, time, text: event?.text ?? "", causes: causes ?? NO_EVENTS };
  }

  end(): void {
    this.event = null;
    this.log = null;
    if (this.ended.length > 0) this.forgetEnded();
  }

  /** The current event has reached an operation. */
  reached(operation: Operation): void {
    const { current } = this;
    if (current === null) return;
    const past = this.pastOf(operation);
    const acted = hasActed(operation);
    if (!acted) past.start = operation.windowStart;
    if (acted) past.after = withEvent(past.after, current);
    else past.before = withEvent(past.before, current);
  }

  /** Its window may move now: what follows is due to the window as it was. */
  timeBegins(operation: Operation): void {
    if (!hasActed(operation)) this.pastOf(operation).start = operation.windowStart;
  }

  operationEnds(operation: Operation): void {
    this.ended.push(operation);
  }

  eventMade(event: SyntheticEvent, by: Operation | null): void {
    const lines = this.ledTo(by).filter(({ log }) => log !== null);
    if (lines.length > 0) this.causes.set(event, lines.slice(-KEPT_MAX));
  }

  /** What led to the action list that runs, which may be an operation's: oldest first. */
  ledTo(operation: Operation | null): readonly Witnessed[] {
    const events = operation === null ? [] : this.countedBy(operation);
    const { current } = this;
    if (current !== null && !events.includes(current)) events.push(current);
    return [...new Set(events.flatMap(withCauses))];
  }

  private forgetEnded(): void {
    for (const operation of this.ended) this.pasts.delete(operation);
    this.ended.length = 0;
  }

  private countedBy(operation: Operation): Witnessed[] {
    const { before, start, after } = this.pastOf(operation);
    return [
      ...before.filter(({ time }) => time >= start),
      ...after.filter(({ time }) => time >= operation.windowStart),
    ];
  }

  private pastOf(operation: Operation): Past {
    let past = this.pasts.get(operation);
    if (past === undefined) {
      past = { before: NO_EVENTS, start: operation.windowStart, after: NO_EVENTS };
      this.pasts.set(operation, past);
    }
    return past;
  }
}

/** A copy, not a push(), which makes room for sixteen more: most operations see a few events, and there are many operations. */
function withEvent(events: readonly Witnessed[], event: Witnessed): readonly Witnessed[] {
  if (events.at(-1) === event) return events;
  return events.length < KEPT_MAX ? [...events, event] : [...events.slice(1), event];
}

/** It counts no more, or counts anew: what led to its action is not to be forgotten over that. */
function hasActed(operation: Operation): boolean {
  switch (operation.type) {
    case "SingleWith2Thresholds":
      return operation.second;
    case "SingleWithThreshold":
      return operation.fired;
    case "EventGroup":
      return operation.fired && !operation.rule.multact;
    default:
      return false;
  }
}

function withCauses(event: Witnessed): Witnessed[] {
  return [...event.causes, event];
}
