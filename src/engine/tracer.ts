/**
 * Who is told what the engine decides, at the place where it decides (observe/explain). In
 * production there is none: each call is then one comparison. A tracer only looks; it must
 * not change anything, and what it is given may change after the call.
 */
import type { MatchResult, Pattern } from "../patterns/index.js";
import type {
  Action,
  ActionList,
  CalendarRule,
  ContextExpression,
  ContextField,
  Continue,
  Rule,
  RuleFile,
} from "../rules/ast.js";
import type { Context } from "./contexts.js";
import type { SyntheticEvent } from "./event-queue.js";
import type { Operation } from "./operation.js";

export type EventOrigin =
  | { readonly kind: "line"; readonly source: string }
  /** The same object that eventMade() had. */
  | { readonly kind: "synthetic"; readonly event: SyntheticEvent }
  /** SEC_STARTUP and the like. */
  | { readonly kind: "internal" };

/** An operand that no other operand is a part of. */
export type ContextOperand = Exclude<ContextExpression, { kind: "not" | "combination" }>;

export interface Tracer {
  eventBegins(text: string, origin: EventOrigin): void;
  eventEnds(): void;
  /** The event comes to the first rule of a file; a Jump leads to files within a rule. */
  fileBegins(file: RuleFile): void;
  fileEnds(): void;
  ruleBegins(rule: Rule): void;
  /** Null: it did not match. */
  ruleEnds(rule: Rule, next: Continue | null): void;
  /** `operation`: whose second pattern it is. */
  patternTried(pattern: Pattern, match: MatchResult, operation: Operation | null): void;
  /** `text`: the operand with its values. Asking for a context may have ended it before this call. */
  operandAsked(operand: ContextOperand, text: string, isTrue: boolean): void;
  /** After its operands. */
  contextAsked(field: ContextField, holds: boolean): void;
  /** The event is about to be fed to a running operation, or has started it. */
  operationReached(operation: Operation): void;
  operationEnds(operation: Operation): void;
  /** What is due when an operation's window is over, or was moved, is done between these. */
  timeBegins(operation: Operation): void;
  timeEnds(operation: Operation): void;
  calendarActs(rule: CalendarRule): void;
  /** `operation`: whose list it is. */
  listBegins(list: ActionList, rule: Rule, operation: Operation | null): void;
  listEnds(): void;
  actionBegins(action: Action): void;
  /** Created, renewed, written to. */
  contextChanged(context: Context): void;
  /** An action reads it, or looks whether it exists. */
  contextRead(context: Context, name: string): void;
  /** Its lifetime is over, or an action ends it: its action list is about to run. */
  contextEnds(context: Context): void;
  /** A synthetic event, which is matched `delay` seconds from now. */
  eventMade(event: SyntheticEvent, delay: number): void;
}
