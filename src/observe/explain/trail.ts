/** The way of one event through the rules, as it was, and why rules were not tried. */

import type { Seconds } from "../../base/seconds.js";
import { countOf } from "../../engine/event-times.js";
import type { Operation } from "../../engine/operation.js";
import { windowSize } from "../../engine/operation.js";
import type { MatchResult, Pattern } from "../../patterns/index.js";
import type { Action, ContextField, Continue, Rule, RuleFile } from "../../rules/ast.js";
import type { Asked, EventNode, Firing } from "./provenance.js";

export interface Trail {
  readonly event: EventNode;
  readonly passes: FilePass[];
  /** Files that some rule has kept the event from. */
  readonly notReached: RuleFile[];
}

/** The event's way through one file. */
export interface FilePass {
  readonly file: RuleFile;
  /** The rules that were tried. */
  readonly steps: RuleStep[];
}

export interface RuleStep {
  readonly rule: Rule;
  /** Where matching went on; null: the rule did not match. */
  next: Continue | null;
  readonly tries: Try[];
  readonly operations: OperationStep[];
  readonly runs: ListRun[];
  /** What a Jump led through. */
  readonly passes: FilePass[];
}

/** Something that a rule asked of the event, in order. */
export type Try =
  | {
      readonly kind: "pattern";
      /** Of a second pattern, with the first one's values. */
      readonly pattern: Pattern;
      readonly text: string;
      readonly match: MatchResult;
      /** Whose second pattern it is. */
      readonly operation: string | null;
      /** Of a Cached pattern: the rule that has cached the entry for this event. */
      readonly cachedBy: Rule | null;
    }
  | {
      readonly kind: "context";
      readonly field: ContextField;
      readonly holds: boolean;
      readonly asked: readonly Asked[];
    };

export interface OperationStep {
  readonly operation: Operation;
  /** Null: the event has started it. */
  readonly before: OperationState | null;
  /** Null: it has ended. */
  after: OperationState | null;
}

export interface OperationState {
  readonly windowStart: Seconds;
  /** The last second of the window; null: it has no end. */
  readonly windowEnd: Seconds | null;
  /** Events in the window; null: they are not counted. */
  readonly count: number | null;
  /** How many of them are wanted. */
  readonly wanted: number | null;
  readonly phase: "waiting" | "acted" | "second round";
}

/** An action list that ran, with what its actions did. */
export interface ListRun {
  readonly firing: Firing;
  readonly actions: ActionStep[];
}

export interface ActionStep {
  readonly action: Action;
  readonly told: Told[];
  /** Texts of the synthetic events that it made. */
  readonly events: { readonly text: string; readonly delay: number }[];
  /** Lists that ran in its course. */
  readonly runs: ListRun[];
}

/** What would have been done to the world. */
export interface Told {
  readonly action: string;
  readonly target: string | null;
  readonly data: string | null;
}

export function stateOf(operation: Operation): OperationState {
  const { windowStart } = operation;
  const window = windowSize(operation);
  const times = { windowStart, windowEnd: window === null ? null : windowStart + window };
  switch (operation.type) {
    case "SingleWithThreshold": {
      const { times: events, rule, fired } = operation;
      return { ...times, count: countOf(events), wanted: rule.thresh, phase: fired ? "acted" : "waiting" };
    }
    case "SingleWith2Thresholds": {
      const { times: events, rule, second } = operation;
      const wanted = second ? rule.thresh2 : rule.thresh;
      return { ...times, count: countOf(events), wanted, phase: second ? "second round" : "waiting" };
    }
    case "EventGroup": {
      const wanted = operation.rule.events.reduce((sum, { thresh }) => sum + thresh, 0);
      return { ...times, count: operation.events.length, wanted, phase: operation.fired ? "acted" : "waiting" };
    }
    default:
      return { ...times, count: null, wanted: null, phase: "waiting" };
  }
}

/** Why a rule was not tried: that one had the last word, or led past it. */
export type NotTried =
  | { readonly kind: "ended"; readonly by: Rule; readonly next: Continue }
  | { readonly kind: "jumped over"; readonly by: Rule }
  /** It is a Calendar rule, or one that the engine knew could not match. */
  | { readonly kind: "left out" };

/** Every rule of the file in order: tried, or why not. */
export function allRules(pass: FilePass): { readonly rule: Rule; readonly outcome: RuleStep | NotTried }[] {
  const steps = new Map(pass.steps.map((step) => [step.rule, step]));
  const { rules } = pass.file;
  let last: RuleStep | undefined;
  return rules.map((rule, index) => {
    const step = steps.get(rule);
    if (step !== undefined) last = step;
    return { rule, outcome: step ?? whyNot(index, last) };
  });
}

function whyNot(index: number, last: RuleStep | undefined): NotTried {
  const next = last?.next ?? null;
  if (last === undefined || next === null || next.kind === "TakeNext") return { kind: "left out" };
  const { rule } = last;
  if (next.kind !== "GoTo" || next.target === null) return { kind: "ended", by: rule, next };
  return index < next.target ? { kind: "jumped over", by: rule } : { kind: "left out" };
}

export function isStep(outcome: RuleStep | NotTried): outcome is RuleStep {
  return "tries" in outcome;
}
