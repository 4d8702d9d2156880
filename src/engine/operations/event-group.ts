import { compactString } from "../../base/compact-string.js";
import type { MatchVariables } from "../../base/match-variables.js";
import type { Seconds } from "../../base/seconds.js";
import type { EventGroupRule } from "../../rules/ast.js";
import type { Core } from "../core.js";
import { EventGroupOperation } from "../operation.js";
import { bind, meets, values } from "./condition.js";
import { groupPatternHolds } from "./group-pattern.js";
import type { OperationMeaning, RuleMeaning } from "./rule-meaning.js";
import { keptValues, runningOperation } from "./running.js";

/** Manual: EVENTGROUP RULE. The first of the conditions that the event meets takes it. */
export const eventGroup: RuleMeaning<"EventGroup"> = (rule, core) => {
  for (const [index, event] of rule.events.entries()) {
    const match = meets(event.condition, core);
    if (match === undefined) continue;
    feed(rule, index, match, core);
    return event.condition.continue;
  }
  return null;
};

function feed(rule: EventGroupRule, index: number, match: MatchVariables | null, core: Core): void {
  const event = rule.events[index] as EventGroupRule["events"][number];
  const texts = values(match, core);
  const description = rule.desc.expand(texts);
  const token = event.egtoken.expand(texts);
  let operation = runningOperation(rule, description, core, eventGroupOperation);
  if (operation === undefined) {
    operation = startOperation(rule, match, description, core);
    core.operations.add(operation);
    if (rule.init !== null) core.run(rule.init, rule, operation.binding, operation);
    if (!operation.alive) return;
  }
  operation.events.push({ time: core.now, index, token });
  operation.counts[index] = (operation.counts[index] ?? 0) + 1;
  if (event.count !== null) core.run(event.count, rule, bind(rule, match, description, core), operation);
  if (operation.alive) actIfReached(operation, core);
}

function startOperation(
  rule: EventGroupRule,
  match: MatchVariables | null,
  description: string,
  core: Core,
): EventGroupOperation {
  return new EventGroupOperation(rule, compactString(description), keptValues(rule, match, core), core.now);
}

function actIfReached(operation: EventGroupOperation, core: Core): void {
  const { rule } = operation;
  if (operation.fired && !rule.multact) return;
  if (!rule.events.every((event, index) => (operation.counts[index] as number) >= event.thresh)) return;
  if (rule.egpattern !== null && !groupPatternHolds(rule.egpattern, operation, core)) return;
  operation.fired = true;
  core.run(rule.action, rule, operation.binding, operation);
}

export const eventGroupOperation: OperationMeaning<"EventGroup"> = {
  expire(operation, core) {
    const { rule, binding } = operation;
    if (isSettled(operation) || !slide(operation, core.now)) {
      finish(operation, core);
      return;
    }
    core.operations.restartTimer(operation);
    if (rule.slide !== null) core.run(rule.slide, rule, binding, operation);
  },
  moved(operation, core) {
    if (operation.ending || isSettled(operation)) return;
    forgetBefore(operation, operation.windowStart);
    if (operation.events.length === 0) finish(operation, core);
  },
};

/** It has acted and will not again: its window only runs out. */
function isSettled(operation: EventGroupOperation): boolean {
  return operation.fired && !operation.rule.multact;
}

function finish(operation: EventGroupOperation, core: Core): void {
  const { rule, binding } = operation;
  operation.ending = true;
  if (rule.end !== null) core.run(rule.end, rule, binding, operation);
  core.operations.remove(operation);
}

/** Moves the window to the earliest event that is still in it; false when there is none. */
function slide(operation: EventGroupOperation, now: Seconds): boolean {
  const start = now - operation.rule.window;
  forgetBefore(operation, start);
  operation.windowStart = operation.events[0]?.time ?? start;
  return operation.events.length > 0;
}

function forgetBefore(operation: EventGroupOperation, start: Seconds): void {
  let kept = 0;
  for (const event of operation.events) {
    if (event.time >= start) break;
    operation.counts[event.index] = (operation.counts[event.index] as number) - 1;
    kept++;
  }
  operation.events = operation.events.slice(kept);
}
