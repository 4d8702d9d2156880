/**
 * Event correlation operations as data (manual: EVENT CORRELATION OPERATIONS). What each
 * type does is in operations/<rule-type>.ts.
 */
import { ChurningMap } from "../base/churning-map.js";
import type { Seconds } from "../base/seconds.js";
import type { Pattern } from "../patterns/index.js";
import type {
  EventGroupRule,
  PairRule,
  PairWithWindowRule,
  Rule,
  SingleWith2ThresholdsRule,
  SingleWithSuppressRule,
  SingleWithThresholdRule,
} from "../rules/ast.js";
import type { Binding, StartValues } from "./binding.js";
import { type EventTimes, NO_TIMES } from "./event-times.js";
import { type KeptValues, unpack } from "./kept-values.js";
import { needOf } from "./needs.js";
import { type Timed, Timers } from "./timers.js";
import type { Tracer } from "./tracer.js";
import type { EngineWitness } from "./witness.js";

/**
 * What all operations begin with: their identity, and a window that begins now. A million of
 * them may be alive: every field is eight bytes of each.
 */
abstract class OperationOf<Kind extends Rule> implements Timed {
  readonly rule: Kind;
  /** The operation description string: with the rule, the operation's identity. */
  readonly description: string;
  readonly created: Seconds;
  /** Beginning of the event correlation window. */
  windowStart: Seconds;
  private readonly kept: KeptValues;
  /** False once it has finished or was reset. */
  alive = true;
  queuedFor: Seconds | null = null;

  constructor(rule: Kind, description: string, kept: KeptValues, now: Seconds) {
    this.rule = rule;
    this.description = description;
    this.created = now;
    this.windowStart = now;
    this.kept = kept;
  }

  /** What its rule's texts need of the event that started it; null: the pattern sets no variables. */
  get values(): StartValues | null {
    const { kept } = this;
    return typeof kept === "string" ? unpack(kept, needOf(this.rule).numbers) : kept;
  }

  get type(): Kind["type"] {
    return this.rule.type;
  }

  /** For its action lists. */
  get binding(): Binding {
    const { values, description } = this;
    return { match: values, shadowed: null, cache: values?.cache ?? null, shadowedCache: null, description };
  }
}

export class SuppressOperation extends OperationOf<SingleWithSuppressRule> {}

export class PairOperation extends OperationOf<PairRule | PairWithWindowRule> {
  /**
   * The second pattern with the first one's values; null: these make an invalid expression,
   * nothing matches. Undefined: not compiled yet, see operations/open-pairs.ts.
   */
  pattern2: Pattern | null | undefined = undefined;
  /** Counts operations in the order of their creation. */
  readonly serial: number;

  constructor(
    rule: PairRule | PairWithWindowRule,
    description: string,
    values: StartValues | null,
    now: Seconds,
    serial: number,
  ) {
    super(rule, description, values, now);
    this.serial = serial;
  }
}

export class ThresholdOperation extends OperationOf<SingleWithThresholdRule> {
  /** Occurrence times of the events in the window. */
  times: EventTimes = NO_TIMES;
  /** The action list has been executed. */
  fired = false;
}

export class TwoThresholdsOperation extends OperationOf<SingleWith2ThresholdsRule> {
  times: EventTimes = NO_TIMES;
  /** Second counting round: thresh2 and window2 count. */
  second = false;
}

export interface GroupedEvent {
  readonly time: Seconds;
  /** Index of the rule's event that it is an instance of. */
  readonly index: number;
  readonly token: string;
}
export class EventGroupOperation extends OperationOf<EventGroupRule> {
  /** Events in the window, oldest first. */
  events: GroupedEvent[] = [];
  /** How many of `events` there are per index. */
  counts: number[];
  fired = false;
  /** Its end list is running: moving the window then does not end it once more. */
  ending = false;

  constructor(rule: EventGroupRule, description: string, kept: KeptValues, now: Seconds) {
    super(rule, description, kept, now);
    this.counts = rule.events.map(() => 0);
  }
}

/** Each rule type's operations. */
export interface OperationFields {
  SingleWithSuppress: SuppressOperation;
  Pair: PairOperation;
  PairWithWindow: PairOperation;
  SingleWithThreshold: ThresholdOperation;
  SingleWith2Thresholds: TwoThresholdsOperation;
  EventGroup: EventGroupOperation;
}
export type OperationType = keyof OperationFields;
export type Operation = OperationFields[OperationType];

/** Told of the operations of one rule as they come and go. */
export interface OperationIndex {
  add(operation: Operation): void;
  remove(operation: Operation): void;
}

/** All running operations by rule and description, each rule's in order of creation. */
export class OperationTable {
  /** For rules whose operations are looked up by more than their descriptions; each is set up when first needed. */
  readonly indexes = new Map<Rule, OperationIndex>();
  private readonly byRule = new ChurningMap<Rule, ChurningMap<string, Operation>>();
  private readonly timers = new Timers<Operation>(deadlineOf);
  /** Set by Core.witness and Core.tracer only. */
  witness: EngineWitness | null = null;
  tracer: Tracer | null = null;

  get(rule: Rule, description: string): Operation | undefined {
    return this.byRule.get(rule)?.get(description);
  }

  hasAny(rule: Rule): boolean {
    return this.byRule.has(rule);
  }

  /** The rule's operations; safe to add to and remove from while it is walked. */
  ofRule(rule: Rule): Operation[] {
    const operations = this.byRule.get(rule);
    return operations === undefined ? [] : [...operations.values()];
  }

  add(operation: Operation): void {
    let operations = this.byRule.get(operation.rule);
    if (operations === undefined) {
      operations = new ChurningMap();
      this.byRule.set(operation.rule, operations);
    }
    operations.set(operation.description, operation);
    this.indexes.get(operation.rule)?.add(operation);
    this.reached(operation);
    this.timers.restart(operation);
  }

  /** The current event is about to be fed to it, or has started it. */
  reached(operation: Operation): void {
    this.witness?.reached(operation);
    this.tracer?.operationReached(operation);
  }

  /** What is due when its window is over, or was moved, is done between these. */
  timeBegins(operation: Operation): void {
    this.witness?.timeBegins(operation);
    this.tracer?.timeBegins(operation);
  }

  timeEnds(operation: Operation): void {
    this.tracer?.timeEnds(operation);
  }

  remove(operation: Operation): void {
    if (!operation.alive) return;
    this.witness?.operationEnds(operation);
    this.tracer?.operationEnds(operation);
    operation.alive = false;
    this.timers.restart(operation);
    const operations = this.byRule.get(operation.rule);
    operations?.delete(operation.description);
    if (operations?.size === 0) this.byRule.delete(operation.rule);
    this.indexes.get(operation.rule)?.remove(operation);
  }

  /** The window was moved. */
  restartTimer(operation: Operation): void {
    this.timers.restart(operation);
  }

  takeExpired(now: Seconds): Operation | undefined {
    return this.timers.takeDue(now);
  }

  get earliestDeadline(): Seconds | null {
    return this.timers.earliest;
  }

  *[Symbol.iterator](): IterableIterator<Operation> {
    for (const operations of this.byRule.values()) yield* operations.values();
  }

  clear(): void {
    for (const operation of this) operation.alive = false;
    this.byRule.clear();
    this.indexes.clear();
    this.timers.clear();
  }
}

/** Seconds; null: the operation has no end in time. */
export function windowSize(operation: Operation): number | null {
  switch (operation.type) {
    case "Pair":
      return operation.rule.window === 0 ? null : operation.rule.window;
    case "SingleWith2Thresholds":
      return operation.second ? operation.rule.window2 : operation.rule.window;
    default:
      return operation.rule.window;
  }
}

/** The window is over in the second after its last one. */
function deadlineOf(operation: Operation): Seconds | null {
  const window = operation.alive ? windowSize(operation) : null;
  return window === null ? null : operation.windowStart + window + 1;
}
