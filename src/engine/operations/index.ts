/** What each rule type does, on events and in time. A new type fails to compile until it is in these tables. */
import type { Seconds } from "../../base/seconds.js";
import type { Continue, Rule, RuleType } from "../../rules/ast.js";
import type { Core } from "../core.js";
import type { Operation, OperationType } from "../operation.js";
import { calendar } from "./calendar.js";
import { eventGroup, eventGroupOperation } from "./event-group.js";
import { jump } from "./jump.js";
import { pair, pairOperation, pairWithWindow } from "./pair.js";
import type { OperationMeaning, RuleMeaning } from "./rule-meaning.js";
import { single } from "./single.js";
import { singleWith2Thresholds, twoThresholdsOperation } from "./single-with-2-thresholds.js";
import { singleWithScript } from "./single-with-script.js";
import { singleWithSuppress, suppressOperation } from "./single-with-suppress.js";
import { singleWithThreshold, thresholdOperation } from "./single-with-threshold.js";
import { suppress } from "./suppress.js";

const RULES: { readonly [Type in RuleType]: RuleMeaning<Type> } = {
  Single: single,
  SingleWithScript: singleWithScript,
  SingleWithSuppress: singleWithSuppress,
  Pair: pair,
  PairWithWindow: pairWithWindow,
  SingleWithThreshold: singleWithThreshold,
  SingleWith2Thresholds: singleWith2Thresholds,
  EventGroup: eventGroup,
  Suppress: suppress,
  Calendar: calendar,
  Jump: jump,
};

const OPERATIONS: { readonly [Type in OperationType]: OperationMeaning<Type> } = {
  SingleWithSuppress: suppressOperation,
  Pair: pairOperation,
  PairWithWindow: pairOperation,
  SingleWithThreshold: thresholdOperation,
  SingleWith2Thresholds: twoThresholdsOperation,
  EventGroup: eventGroupOperation,
};

/** What rules of the type do with an event; they must be of that type. */
export function meaningOfRule(type: RuleType): (rule: Rule, core: Core) => Continue | null {
  return RULES[type] as (rule: Rule, core: Core) => Continue | null;
}

function meaningOf(operation: Operation): OperationMeaning<OperationType> {
  return OPERATIONS[operation.type] as OperationMeaning<OperationType>;
}

/** The operation's window is over. */
export function expireOperation(operation: Operation, core: Core): void {
  core.operations.timeBegins(operation);
  meaningOf(operation).expire(operation, core);
  core.operations.timeEnds(operation);
}

/** setwpos: the window begins at `start`, which is not before its present beginning. */
export function moveWindow(operation: Operation, start: Seconds, core: Core): void {
  core.operations.timeBegins(operation);
  operation.windowStart = start;
  core.operations.restartTimer(operation);
  meaningOf(operation).moved(operation, core);
  core.operations.timeEnds(operation);
}
