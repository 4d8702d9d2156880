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

export const RULE_TYPE_NAMES: readonly string[] = [...Object.keys(RULE_SYNTAX), "Options"];

/** The syntax for the value of a type field; undefined: there is no such type. */
export function syntaxFor(type: string): { name: string; syntax: RuleSyntax<RuleType> } | undefined {
  const wanted = type.toLowerCase();
  const found = Object.entries(RULE_SYNTAX).find(([name]) => name.toLowerCase() === wanted);
  if (found !== undefined) return { name: found[0], syntax: found[1] as RuleSyntax<RuleType> };
  const group = /^eventgroup0*([1-9][0-9]{0,3})$/.exec(wanted);
  if (group === null) return undefined;
  return { name: `EventGroup${group[1]}`, syntax: eventGroup(Number(group[1])) as RuleSyntax<RuleType> };
}
