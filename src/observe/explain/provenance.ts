/**
 * What led to what: a graph of plain objects, from an action list that ran back to lines of
 * logs, the clock, and nothing else.
 *
 *     Firing (an action list ran)
 *       <- event        a line, or a synthetic event  <- Firing that made it
 *       <- counted      the events of its operation, each as above
 *       <- asked        contexts that the conditions asked for  <- Firings that made them
 *       <- used         contexts that its actions read  <- the same
 *       <- context      whose end it is  <- Firings that made it
 *       <- outer        the list in whose course it ran (obsolete, setwpos)
 *       <- previous     the operation's action list that ran before
 *
 * Only what operations, contexts and events that still live refer to is kept: the recorder
 * knows them by WeakMaps. Chains are bounded too: rules can feed one another for ever.
 */
import type { Seconds } from "../../base/seconds.js";
import type { ContextOperand } from "../../engine/tracer.js";
import type { ActionList, Rule } from "../../rules/ast.js";

export interface EventNode {
  readonly kind: "line" | "synthetic" | "internal";
  readonly text: string;
  readonly time: Seconds;
  /** The log and the number of the line in it, from 1; null: no line of a log. */
  readonly place: { readonly log: string; readonly number: number } | null;
  /** Of a synthetic event; null: not by a rule, or not kept. */
  madeBy: Firing | null;
  /** Seconds between its making and its turn. */
  readonly delay: number;
  /** What led to it is not kept. */
  isCut: boolean;
}

/** An operand of a context expression as it was when it was asked. */
export interface Asked {
  readonly operand: ContextOperand["kind"];
  /** The context's name, the entry, the code. */
  readonly text: string;
  readonly isTrue: boolean;
  /** The context; null: there was none, or the operand is another one. */
  readonly context: ContextNode | null;
}

export interface ContextNode {
  readonly name: string;
  readonly created: Seconds;
  /** The last second in which it exists; null: it has no end. */
  readonly until: Seconds | null;
  /** Strings in its event store. */
  readonly strings: number;
  /** The lists that created and changed it, the first and the last ones. */
  by: readonly Firing[];
  /** Further lists that have changed it, between the first one and the others. */
  readonly notKept: number;
}

/** How an event came to match a rule. */
export interface Way {
  /** The lines that the pattern has matched, when these are more than the event. */
  readonly lines: string | null;
  /** The events that these lines were before the event, the oldest first. */
  readonly earlier: readonly EventNode[];
  /** The Jump rules that led it to the rule's file, the first one first. */
  readonly jumps: readonly Rule[];
  /** What the rule's contexts and those of these Jump rules asked for. */
  asked: readonly Asked[];
}

/** An event that was fed to an operation, and what was asked before it was. */
export interface Counted extends Way {
  readonly event: EventNode;
}

export type Reason =
  /** An event matched the rule. */
  | "event"
  /** An operation's window is over. */
  | "window over"
  /** An action has moved the operation's window. */
  | "window moved"
  /** A context's lifetime is over, or an action has ended it. */
  | "context over"
  | "calendar"
  /** A program is started by a SingleWithScript rule. */
  | "script"
  /** Such a program has ended. */
  | "script ended";

export interface Firing extends Way {
  readonly serial: number;
  readonly time: Seconds;
  readonly rule: Rule;
  /** Null: a program was started, no list. */
  readonly list: ActionList | null;
  readonly reason: Reason;
  /** The event that was being matched; null: the clock was at work. */
  event: EventNode | null;
  /** The rule that has cached the match that a Cached pattern has found. */
  readonly cachedBy: Rule | null;
  /** The operation's description string; null: none took part. */
  readonly operation: string | null;
  counted: readonly Counted[];
  /** Older events that it counted and that are not kept. */
  readonly uncounted: number;
  /** Contexts that its actions have read (report, copy, exists). */
  used: readonly ContextNode[];
  context: ContextNode | null;
  outer: Firing | null;
  previous: Firing | null;
  /** Links to the farthest cause. */
  depth: number;
  /** Some of what led to it is not kept. */
  isCut: boolean;
}

/** Links of a chain that are kept at most, and how many are left when it has become longer. */
export const LINKS_MAX = 64;
const LINKS_KEPT = 32;

/** The lists that a firing refers to at once. */
export function causesOf(firing: Firing): Firing[] {
  const causes = new Set<Firing>();
  const add = (cause: Firing | null): void => {
    if (cause !== null) causes.add(cause);
  };
  for (const { madeBy } of eventsOf(firing)) add(madeBy);
  for (const { asked } of firing.counted) for (const { context } of asked) context?.by.forEach(add);
  for (const { context } of firing.asked) context?.by.forEach(add);
  for (const { by } of [...firing.used, ...(firing.context === null ? [] : [firing.context])]) by.forEach(add);
  add(firing.outer);
  add(firing.previous);
  return [...causes];
}

/** The events that it refers to at once. */
function eventsOf({ event, earlier, counted }: Firing): EventNode[] {
  const own = event === null ? [] : [...earlier, event];
  return [...own, ...counted.flatMap((one) => [...one.earlier, one.event])];
}

/** Sets the firing's depth, and forgets what is too far away. */
export function bound(firing: Firing): void {
  firing.depth = 1 + Math.max(0, ...causesOf(firing).map((cause) => cause.depth));
  if (firing.depth <= LINKS_MAX) return;
  const seen = new Set<Firing>();
  let level: readonly Firing[] = [firing];
  for (let left = LINKS_KEPT; left > 0 && level.length > 0; left--) {
    const next: Firing[] = [];
    for (const one of level) {
      if (seen.has(one)) continue;
      seen.add(one);
      one.depth = Math.min(one.depth, left);
      next.push(...causesOf(one));
    }
    level = next;
  }
  for (const one of level) if (!seen.has(one)) forgetCauses(one);
}

function forgetCauses(firing: Firing): void {
  firing.isCut = firing.isCut || causesOf(firing).length > 0;
  firing.depth = 1;
  for (const event of eventsOf(firing)) {
    if (event.madeBy === null) continue;
    event.madeBy = null;
    event.isCut = true;
  }
  for (const { context } of [...firing.asked, ...firing.counted.flatMap(({ asked }) => asked)]) {
    if (context !== null) context.by = [];
  }
  for (const context of firing.used) context.by = [];
  if (firing.context !== null) firing.context.by = [];
  firing.outer = null;
  firing.previous = null;
}

/** The firing and all that led to it, each once. */
export function everyCause(firing: Firing): Set<Firing> {
  const found = new Set([firing]);
  for (const one of found) for (const cause of causesOf(one)) found.add(cause);
  return found;
}

/** The name of the field of the rule that the list stands in; null: within another list (create, set). */
export function fieldOf(rule: Rule, list: ActionList): string | null {
  const fields = rule as unknown as Readonly<Record<string, unknown>>;
  for (const name of ["action", "action2", "init", "slide", "end"]) if (fields[name] === list) return name;
  if (rule.type !== "EventGroup") return null;
  const index = rule.events.findIndex(({ count }) => count === list);
  return index < 0 ? null : index === 0 ? "count" : `count${index + 1}`;
}
