/** Remembers the ways of events through the rules. */
import type { Core } from "../../engine/core.js";
import type { Operation } from "../../engine/operation.js";
import type { MatchResult, Pattern } from "../../patterns/index.js";
import type { Action, ContextField, Continue, Rule, RuleFile } from "../../rules/ast.js";
import type { Asked, EventNode, Firing } from "./provenance.js";
import {
  type ActionStep,
  type FilePass,
  type ListRun,
  type OperationState,
  type RuleStep,
  stateOf,
  type Told,
  type Trail,
} from "./trail.js";

export class TrailRecorder {
  readonly trails: Trail[] = [];
  private readonly core: Core;
  /** Files that the event is in: those behind the first by Jumps. */
  private readonly passes: FilePass[] = [];
  private readonly steps: RuleStep[] = [];
  /** States of the rules' operations before the event came to the rule. */
  private readonly before: Map<Operation, OperationState>[] = [];
  private readonly runs: ListRun[] = [];

  constructor(core: Core) {
    this.core = core;
  }

  eventBegins(event: EventNode): void {
    this.trails.push({ event, passes: [], notReached: [] });
  }

  eventEnds(): void {
    const trail = this.trails.at(-1);
    trail?.notReached.push(...this.core.inputFiles.slice(trail.passes.length).map(({ file }) => file));
  }

  fileBegins(file: RuleFile): void {
    const pass: FilePass = { file, steps: [] };
    (this.steps.at(-1) ?? this.trails.at(-1))?.passes.push(pass);
    this.passes.push(pass);
  }

  fileEnds(): void {
    this.passes.pop();
  }

  ruleBegins(rule: Rule): void {
    const step: RuleStep = { rule, next: null, tries: [], operations: [], runs: [], passes: [] };
    this.passes.at(-1)?.steps.push(step);
    this.steps.push(step);
    this.before.push(new Map(this.core.operations.ofRule(rule).map((operation) => [operation, stateOf(operation)])));
  }

  ruleEnds(next: Continue | null): void {
    const step = this.steps.pop();
    this.before.pop();
    if (step === undefined) return;
    step.next = next;
    for (const one of step.operations) one.after = one.operation.alive ? stateOf(one.operation) : null;
  }

  patternTried(
    pattern: Pattern,
    match: MatchResult,
    operation: Operation | null,
    cachedBy: ReadonlyMap<string, Rule>,
  ): void {
    const { lines } = pattern;
    this.steps.at(-1)?.tries.push({
      kind: "pattern",
      pattern,
      text: this.core.buffers.lastLines(lines),
      match,
      operation: operation?.description ?? null,
      cachedBy: "entry" in pattern ? (cachedBy.get(pattern.entry) ?? null) : null,
    });
  }

  contextAsked(field: ContextField, holds: boolean, asked: readonly Asked[]): void {
    this.steps.at(-1)?.tries.push({ kind: "context", field, holds, asked });
  }

  operationReached(operation: Operation): void {
    this.operationTouched(operation);
  }

  /** It is fed, moved or ended. */
  operationTouched(operation: Operation): void {
    const step = this.steps.at(-1);
    if (step === undefined || step.operations.some((one) => one.operation === operation)) return;
    const known = this.before.at(-1)?.get(operation);
    // Of another rule: an action of this one moves or ends it.
    const before = known ?? (operation.rule === step.rule ? null : stateOf(operation));
    step.operations.push({ operation, before, after: null });
  }

  listBegins(firing: Firing): void {
    const run: ListRun = { firing, actions: [] };
    (this.actionStep ?? this.steps.at(-1))?.runs.push(run);
    this.runs.push(run);
  }

  listEnds(): void {
    this.runs.pop();
  }

  actionBegins(action: Action): void {
    this.runs.at(-1)?.actions.push({ action, told: [], events: [], runs: [] });
  }

  told(told: Told): void {
    this.actionStep?.told.push(told);
  }

  eventMade(text: string, delay: number): void {
    this.actionStep?.events.push({ text, delay });
  }

  private get actionStep(): ActionStep | undefined {
    return this.runs.at(-1)?.actions.at(-1);
  }
}
