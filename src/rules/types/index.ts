/** The syntax of each rule type (manual: RULE TYPES); what they do is in engine/operations. */
import type { RuleType } from "../ast.js";
import { calendar } from "./calendar.js";
import { eventGroup } from "./event-group.js";
import { jump } from "./jump.js";
import { pair, pairWithWindow } from "./pair.js";
import type { RuleSyntax } from "./rule-syntax.js";
import { single } from "./single.js";
import { singleWith2Thresholds } from "./single-with-2-thresholds.js";
import { singleWithScript } from "./single-with-script.js";
import { singleWithSuppress } from "./single-with-suppress.js";
import { singleWithThreshold } from "./single-with-threshold.js";
import { suppress } from "./suppress.js";

/** A new type fails to compile until it is here. */
const RULE_SYNTAX: { readonly [Type in RuleType]: RuleSyntax<Type> } = {
  Single: single,
  SingleWithScript: singleWithScript,
  SingleWithSuppress: singleWithSuppress,
  Pair: pair,
  PairWithWindow: pairWithWindow,
  SingleWithThreshold: singleWithThreshold,
  SingleWith2Thresholds: singleWith2Thresholds,
  EventGroup: eventGroup(1),
  Suppress: suppress,
  Calendar: calendar,
  Jump: jump,
};

const OPTIONS = "Options";
export const RULE_TYPE_NAMES: readonly string[] = [...Object.keys(RULE_SYNTAX), OPTIONS];

export type FoundType =
  | { readonly kind: "rule"; readonly name: string; readonly syntax: RuleSyntax<RuleType> }
  | { readonly kind: "options"; readonly name: string };

const EVENT_GROUP = /^eventgroup0*([1-9][0-9]*)$/;

/** The syntax for the value of a type field; null: there is no such type. */
export function syntaxFor(type: string): FoundType | null {
  const wanted = type.toLowerCase();
  const name = RULE_TYPE_NAMES.find((candidate) => candidate.toLowerCase() === wanted);
  if (name === OPTIONS) return { kind: "options", name };
  if (name !== undefined) return { kind: "rule", name, syntax: RULE_SYNTAX[name as RuleType] as RuleSyntax<RuleType> };
  const count = EVENT_GROUP.exec(wanted)?.[1];
  if (count === undefined) return null;
  const syntax = eventGroup(Number(count)) as RuleSyntax<RuleType>;
  return { kind: "rule", name: `EventGroup${count}`, syntax };
}
