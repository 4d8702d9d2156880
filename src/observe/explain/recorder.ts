/**
 * Looks at an engine at work and remembers what led to what; of an event that is asked for,
 * also its whole way through the rules.
 */
import type { Context } from "../../engine/contexts.js";
import type { Core } from "../../engine/core.js";
import type { SyntheticEvent } from "../../engine/event-queue.js";
import type { Operation } from "../../engine/operation.js";
import type { ContextOperand, EventOrigin, Tracer } from "../../engine/tracer.js";
import type { MatchResult, Pattern } from "../../patterns/index.js";
import type { Action, ActionList, CalendarRule, ContextField, Continue, Rule, RuleFile } from "../../rules/ast.js";
import { History } from "./history.js";
import { type Asked, bound, type EventNode, type Firing, type Reason, type Way } from "./provenance.js";
import { RecentEvents } from "./recent-events.js";
import type { Told, Trail } from "./trail.js";
import { TrailRecorder } from "./trail-recorder.js";

/** The event's stay at one rule. */
interface Stay {
  readonly rule: Rule;
  /** Operands of the rule's contexts that held. */
  asked: Asked[];
  /** The lines that its pattern has matched, when these are more than the event, and the events that the earlier ones were. */
  lines: string | null;
  earlier: readonly EventNode[];
  /** The rule that has cached the match that its Cached pattern has found. */
  cachedBy: Rule | null;
}

const NO_WAY: Way = { lines: null, earlier: [], jumps: [], asked: [] };

export class Recorder implements Tracer {
  /** Ways of events, while they are asked for. */
  private trails: TrailRecorder | null = null;
  private readonly core: Core;
  private readonly history = new History();
  private readonly recent: RecentEvents;
  private place: EventNode["place"] = null;
  private event: EventNode | null = null;
  private readonly stays: Stay[] = [];
  /** The rules that have cached what, for the event at hand. */
  private readonly cachedBy = new Map<string, Rule>();
  private readonly firings: Firing[] = [];
  private readonly timed: Operation[] = [];
  /** Its action list is about to run. */
  private ending: Context | null = null;
  /** Operands asked for since the last whole expression. */
  private operands: Asked[] = [];
  /** Of the last whole expression. */
  private lastAsked: readonly Asked[] = [];
  private calendarRule: CalendarRule | null = null;
  private action: Action | null = null;
  private serial = 0;

  constructor(core: Core) {
    this.core = core;
    this.recent = new RecentEvents(core.buffers);
  }

  /** The next line comes from there. */
  comesFrom(log: string, number: number): void {
    this.place = { log, number };
  }

  /** From now on the ways of events are remembered. */
  follow(): void {
    this.trails = new TrailRecorder(this.core);
  }

  /** What was remembered since follow(), which ends. */
  takeTrails(): readonly Trail[] {
    const trails = this.trails?.trails ?? [];
    this.trails = null;
    return trails;
  }

  /** Something would have been done to the world: by whom. Null: by no rule. */
  told(told: Told): Firing | null {
    const firing = told.action === "script" ? this.scriptStarts() : this.acting;
    this.trails?.told(told);
    return firing;
  }

  /** The action list that runs at the moment. */
  get acting(): Firing | null {
    return this.firings.at(-1) ?? null;
  }

  eventBegins(text: string, origin: EventOrigin): void {
    const place = origin.kind === "line" ? this.place : null;
    const made = origin.kind === "synthetic" ? this.history.originOf(origin.event) : { madeBy: null, delay: 0 };
    this.event = { kind: origin.kind, text, time: this.core.now, place, ...made, isCut: false };
    this.recent.add(this.event, origin.kind === "line" ? origin.source : null);
    this.cachedBy.clear();
    this.trails?.eventBegins(this.event);
  }

  eventEnds(): void {
    this.trails?.eventEnds();
    this.event = null;
  }

  fileBegins(file: RuleFile): void {
    this.trails?.fileBegins(file);
  }

  fileEnds(): void {
    this.trails?.fileEnds();
  }

  ruleBegins(rule: Rule): void {
    this.stays.push({ rule, asked: [], lines: null, earlier: [], cachedBy: null });
    this.operands = [];
    this.trails?.ruleBegins(rule);
  }

  ruleEnds(_rule: Rule, next: Continue | null): void {
    this.stays.pop();
    this.trails?.ruleEnds(next);
  }

  patternTried(pattern: Pattern, match: MatchResult, operation: Operation | null): void {
    this.trails?.patternTried(pattern, match, operation, this.cachedBy);
    const stay = this.stays.at(-1);
    if (stay === undefined || match === undefined) return;
    stay.lines = pattern.lines > 1 ? this.core.buffers.lastLines(pattern.lines) : null;
    stay.earlier = this.recent.before(pattern.lines);
    stay.cachedBy = "entry" in pattern ? (this.cachedBy.get(pattern.entry) ?? null) : null;
    for (const entry of pattern.variableMap?.cacheEntries ?? []) this.cachedBy.set(entry, stay.rule);
  }

  operandAsked({ kind }: ContextOperand, text: string, isTrue: boolean): void {
    this.operands.push(this.history.askedOf(kind, text, isTrue, this.core));
  }

  contextAsked(field: ContextField, holds: boolean): void {
    const asked = this.operands;
    this.operands = [];
    this.lastAsked = holds ? asked : [];
    if (holds) this.stays.at(-1)?.asked.push(...asked);
    this.trails?.contextAsked(field, holds, asked);
  }

  operationReached(operation: Operation): void {
    if (this.event !== null) this.history.count(operation, { event: this.event, ...this.wayHere() });
    this.trails?.operationReached(operation);
  }

  operationEnds(operation: Operation): void {
    this.trails?.operationTouched(operation);
  }

  timeBegins(operation: Operation): void {
    this.timed.push(operation);
    this.history.timeBegins(operation);
    this.trails?.operationTouched(operation);
  }

  timeEnds(operation: Operation): void {
    this.timed.pop();
    this.history.timeEnds(operation);
  }

  calendarActs(rule: CalendarRule): void {
    this.calendarRule = rule;
  }

  listBegins(list: ActionList, rule: Rule, operation: Operation | null): void {
    const context = this.ending;
    this.ending = null;
    const reason = context === null ? this.reasonFor(rule, operation) : "context over";
    const firing = this.make(rule, list, reason, operation, context);
    if (operation !== null && list === operation.rule.action) this.history.acted(operation, firing);
    this.calendarRule = null;
    this.firings.push(firing);
    this.trails?.listBegins(firing);
  }

  listEnds(): void {
    this.firings.pop();
    this.trails?.listEnds();
  }

  actionBegins(action: Action): void {
    this.action = action;
    this.trails?.actionBegins(action);
  }

  contextChanged(context: Context): void {
    const by = this.firings.at(-1);
    if (by !== undefined) this.history.changed(context, by, this.action?.type === "create");
  }

  contextRead(context: Context, name: string): void {
    const by = this.firings.at(-1);
    if (by !== undefined) by.used = [...by.used, this.history.contextNode(name, context)];
  }

  contextEnds(context: Context): void {
    this.ending = context;
  }

  eventMade(event: SyntheticEvent, delay: number): void {
    const by = this.firings.at(-1);
    if (by !== undefined) this.history.made(event, by, delay);
    this.trails?.eventMade(event.text, delay);
  }

  /** How the event at hand has come to the rule that it is at: those around it are Jump rules. */
  private wayHere(): Way {
    const { lines, earlier } = this.stays.at(-1) ?? { lines: null, earlier: [] };
    const jumps = this.stays.slice(0, -1).map(({ rule }) => rule);
    return { lines, earlier, jumps, asked: this.stays.flatMap(({ asked }) => asked) };
  }

  private reasonFor(rule: Rule, operation: Operation | null): Reason {
    if (operation !== null && this.timed.at(-1) === operation) {
      return this.firings.length > 0 && this.action?.type === "setwpos" ? "window moved" : "window over";
    }
    if (this.calendarRule === rule) return "calendar";
    return this.event === null ? "script ended" : "event";
  }

  private countedBy(operation: Operation): Pick<Firing, "counted" | "uncounted"> {
    return this.history.countedBy(operation, this.event, this.timed.at(-1) === operation);
  }

  private scriptStarts(): Firing | null {
    const rule = this.stays.at(-1)?.rule;
    return rule === undefined ? null : this.make(rule, null, "script", null, null);
  }

  private make(
    rule: Rule,
    list: ActionList | null,
    reason: Reason,
    operation: Operation | null,
    context: Context | null,
  ): Firing {
    const hasEvent = reason === "event" || reason === "script";
    const stay = hasEvent ? this.stays.at(-1) : undefined;
    const isNested = reason === "context over" || reason === "window moved";
    const firing: Firing = {
      serial: ++this.serial,
      time: this.core.now,
      rule,
      list,
      reason,
      event: hasEvent ? this.event : null,
      ...(hasEvent ? this.wayHere() : { ...NO_WAY, asked: reason === "calendar" ? this.lastAsked : [] }),
      cachedBy: stay?.cachedBy ?? null,
      operation: operation?.description ?? null,
      ...(operation === null ? { counted: [], uncounted: 0 } : this.countedBy(operation)),
      used: [],
      context: context === null ? null : this.history.contextNode(context.names[0] ?? "", context),
      outer: isNested ? (this.firings.at(-1) ?? null) : null,
      previous: operation === null || !isSequel(operation, list) ? null : this.history.actionOf(operation),
      depth: 1,
      isCut: false,
    };
    bound(firing);
    return firing;
  }
}

/** Lists that run because the operation has acted before, or may have. */
function isSequel({ rule }: Operation, list: ActionList | null): boolean {
  return ("action2" in rule && list === rule.action2) || (rule.type === "EventGroup" && list === rule.end);
}
