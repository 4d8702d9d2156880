import type { CoverageCollector } from "../analysis/coverage/index.js";
import type { Operation } from "../engine/operation.js";
import type { ContextOperand, Tracer } from "../engine/tracer.js";
import type { MatchResult, Pattern } from "../patterns/index.js";
import type { Action, CalendarRule, Continue, Rule } from "../rules/ast.js";

/** Of all that the engine decides coverage wants to know a few things. */
export class CoverageTracer implements Tracer {
  private readonly collector: CoverageCollector;

  constructor(collector: CoverageCollector) {
    this.collector = collector;
  }

  ruleEnds(rule: Rule, next: Continue | null): void {
    if (next !== null) this.collector.reach(rule);
  }

  calendarActs(rule: CalendarRule): void {
    this.collector.reach(rule);
  }

  /** An operation has its second pattern with values put in: what counts is the rule's. */
  patternTried(pattern: Pattern, match: MatchResult, operation: Operation | null): void {
    if (match === undefined) return;
    const isSecond = operation !== null && "condition2" in operation.rule;
    this.collector.reach(isSecond ? operation.rule.condition2.pattern : pattern);
  }

  operandAsked(operand: ContextOperand, _text: string, isTrue: boolean): void {
    this.collector.ask(operand, isTrue);
  }

  actionBegins(action: Action): void {
    this.collector.reach(action);
  }

  eventBegins(): void {}
  eventEnds(): void {}
  fileBegins(): void {}
  fileEnds(): void {}
  ruleBegins(): void {}
  contextAsked(): void {}
  operationReached(): void {}
  operationEnds(): void {}
  timeBegins(): void {}
  timeEnds(): void {}
  listBegins(): void {}
  listEnds(): void {}
  contextChanged(): void {}
  contextRead(): void {}
  contextEnds(): void {}
  eventMade(): void {}
}
