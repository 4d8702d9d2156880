/** Explain for tools: one object in one line; texts as UTF-8 where they are. docs/explain.md has the keys. */
import { positionOf } from "../../base/source.js";
import {
  type Asked,
  allRules,
  type ContextNode,
  type Counted,
  type EventNode,
  everyCause,
  type FilePass,
  type Firing,
  fieldOf,
  isStep,
  type ListRun,
  missingLiterals,
  patternsOf,
  type RuleStep,
  type Told,
  type Trail,
  type Try,
  type Way,
  whyNot,
} from "../../observe/explain/index.js";
import type { Pattern } from "../../patterns/index.js";
import type { Rule } from "../../rules/ast.js";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface NumberedAction extends Told {
  readonly number: number;
  readonly time: number;
  readonly rule: Rule | null;
}

export function actionJson(action: NumberedAction, firing: Firing | null): Json {
  const { number, time, rule, action: name, target, data } = action;
  return {
    number,
    time,
    ...ruleJson(rule),
    list: listOf(firing),
    action: name,
    target: text(target),
    data: text(data),
  };
}

/** Firings by their ids, the last one first. */
export function chainJson(action: NumberedAction, firing: Firing): Json {
  const firings = [...everyCause(firing)].sort((a, b) => b.serial - a.serial);
  return { ...(actionJson(action, firing) as object), firing: firing.serial, firings: firings.map(firingJson) };
}

function firingJson(firing: Firing): Json {
  const { serial, time, rule, reason, event, operation, counted, uncounted, context, outer, previous } = firing;
  return {
    id: serial,
    time,
    ...ruleJson(rule),
    list: listOf(firing),
    reason,
    event: event === null ? null : eventJson(event),
    ...wayJson(firing),
    cachedBy: firing.cachedBy === null ? null : ruleJson(firing.cachedBy),
    operation: text(operation),
    counted: counted.map(countedJson),
    countedNotKept: uncounted,
    used: firing.used.map(contextJson),
    context: context === null ? null : contextJson(context),
    outer: outer?.serial ?? null,
    previous: previous?.serial ?? null,
    causesNotKept: firing.isCut,
  };
}

function contextJson({ name, created, until, strings, by, notKept }: ContextNode): Json {
  return { name: text(name), created, until, strings, by: ids(by), byNotKept: notKept };
}

function countedJson(counted: Counted): Json {
  return { ...(eventJson(counted.event) as object), ...wayJson(counted) };
}

function wayJson({ lines, earlier, jumps, asked }: Way): { readonly [key: string]: Json } {
  return {
    lines: text(lines),
    earlier: earlier.map(eventJson),
    jumps: jumps.map(ruleJson),
    asked: asked.map(askedJson),
  };
}

function eventJson({ kind, text: line, time, place, madeBy, delay, isCut }: EventNode): Json {
  return {
    kind,
    log: text(place?.log ?? null),
    line: place?.number ?? null,
    time,
    text: text(line),
    madeBy: madeBy?.serial ?? null,
    delay,
    causesNotKept: isCut,
  };
}

function askedJson({ operand, text: what, isTrue, context }: Asked): Json {
  const times = context === null ? {} : { created: context.created, until: context.until, by: ids(context.by) };
  return { operand, text: text(what), isTrue, ...times };
}

export function trailJson({ event, passes, notReached }: Trail): Json {
  return {
    event: eventJson(event),
    files: passes.map((pass) => passJson(pass, event.text)),
    notReached: notReached.map(({ name }) => text(name)),
  };
}

function passJson(pass: FilePass, line: string): Json {
  const rules = allRules(pass).map(({ rule, outcome }): Json => {
    if (isStep(outcome)) return stepJson(outcome, line);
    const by = "by" in outcome ? ruleJson(outcome.by) : null;
    const leftOut = outcome.kind === "left out" ? patternsOf(rule) : [];
    const patterns = leftOut.map((pattern) => leftOutJson(pattern, line));
    return { ...ruleJson(rule), tried: false, why: outcome.kind, by, patterns };
  });
  return { file: text(pass.file.name), rules };
}

function leftOutJson(pattern: Pattern, line: string): Json {
  const missing = missingLiterals(pattern, line);
  return { ...patternJson(pattern), missing: missing?.map((one) => text(one)) ?? null, ...whyNotJson(pattern, line) };
}

function patternJson({ type, source }: Pattern): { readonly [key: string]: Json } {
  return { type, pattern: text(source) };
}

function stepJson({ rule, next, tries, operations, runs, passes }: RuleStep, line: string): Json {
  return {
    ...ruleJson(rule),
    tried: true,
    matched: next !== null,
    continue: next?.kind ?? null,
    label: next?.kind === "GoTo" ? text(next.label) : null,
    tries: tries.map(tryJson),
    operations: operations.map(({ operation, before, after }) => ({
      ...ruleJson(operation.rule),
      description: text(operation.description),
      before: before === null ? null : { ...before },
      after: after === null ? null : { ...after },
    })),
    lists: runs.map(runJson),
    files: passes.map((pass) => passJson(pass, line)),
  };
}

function tryJson(one: Try): Json {
  if (one.kind === "context") {
    const { file, start, end } = one.field.expression.span;
    const expression = text(file.text.slice(start, end));
    return { kind: "context", expression, holds: one.holds, asked: one.asked.map(askedJson) };
  }
  const { pattern, text: line, match, operation, cachedBy } = one;
  const common = { kind: "pattern", ...patternJson(pattern), operation: text(operation) };
  if (match !== undefined) {
    return {
      ...common,
      matches: true,
      values: (match?.numbered ?? []).map((value) => text(value ?? null)),
      cachedBy: ruleJson(cachedBy),
    };
  }
  return { ...common, matches: false, ...whyNotJson(pattern, line) };
}

function whyNotJson(pattern: Pattern, line: string): { readonly [key: string]: Json } {
  const why = whyNot(pattern, line);
  if (why.kind !== "prefix") return { why: why.kind };
  const { matched, rest, wants, start, end } = why.prefix;
  return { why: "prefix", matched: text(matched), rest: text(rest), wants, start, end, nearMiss: why.nearMiss };
}

function runJson({ firing, actions }: ListRun): Json {
  return {
    firing: firing.serial,
    ...ruleJson(firing.rule),
    list: listOf(firing),
    reason: firing.reason,
    actions: actions.map(({ action, told, events, runs }) => ({
      action: action.type,
      source: text(action.span.file.text.slice(action.span.start, action.span.end)),
      done: told.map((one) => ({ action: one.action, target: text(one.target), data: text(one.data) })),
      events: events.map((event) => ({ text: text(event.text), delay: event.delay })),
      lists: runs.map(runJson),
    })),
  };
}

function ruleJson(rule: Rule | null): { readonly file: Json; readonly line: Json; readonly type: Json } {
  if (rule === null) return { file: null, line: null, type: null };
  return { file: text(rule.file), line: positionOf(rule.span.file, rule.span.start).line, type: rule.type };
}

/** The field of the rule; null: a list within another one. */
function listOf(firing: Firing | null): string | null {
  return firing === null || firing.list === null ? null : fieldOf(firing.rule, firing.list);
}

function ids(firings: readonly Firing[]): number[] {
  return firings.map(({ serial }) => serial);
}

function text(bytes: string): string;
function text(bytes: string | null): string | null;
function text(bytes: string | null): string | null {
  return bytes === null ? null : Buffer.from(bytes, "latin1").toString("utf8");
}
