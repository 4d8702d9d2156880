/** Whether a variable's values can hold anything that a shell would obey. */
import type { OutlinePart } from "../../base/template.js";
import type { Pattern } from "../../patterns/pattern.js";
import { alphabetOf } from "../../regexp/analysis.js";
import { everyNode } from "../../regexp/ast.js";
import type { Rule } from "../../rules/ast.js";
import type { ListField } from "../fields.js";
import { variablesOf } from "../shape.js";
import type { Facts } from "./facts.js";

const HARMLESS = /^[A-Za-z0-9_.:@%+=,/-]$/;

/** Variables that evcorr sets itself are harmless; other action list variables are not looked into. */
export function isHarmlessVariable(part: OutlinePart, rule: Rule, list: ListField, facts: Facts): boolean {
  if (part.round === "variables")
    return part.text !== "%s" || facts.quoting || isHarmlessDescription(rule, list, facts);
  const [first] = list.patterns;
  const pattern = part.round === "shadowed" ? first : list.patterns.at(-1);
  if (pattern === undefined || list.patterns.length > 2) return false;
  return isHarmlessGroup(part.text, pattern, facts);
}

/** %s is the text of desc, whose own variables count. */
function isHarmlessDescription(rule: Rule, list: ListField, facts: Facts): boolean {
  if (!("desc" in rule) || rule.desc === null || list.rounds.length < 2) return true;
  const [pattern] = list.patterns;
  if (pattern === undefined) return true;
  return variablesOf(rule.desc, ["match"]).every((part) => isHarmlessGroup(part.text, pattern, facts));
}

function isHarmlessGroup(variable: string, pattern: Pattern, facts: Facts): boolean {
  const number = /^[$%]([1-9]\d*)$/.exec(variable)?.[1];
  const name = /^[$%]\+\{(\w+)\}$/.exec(variable)?.[1];
  const expression = facts.expressionOf(pattern);
  if (expression === null) return false;
  const groups = number !== undefined ? [Number(number)] : (expression.names.get(name ?? "") ?? []);
  if (groups.length === 0) return false;
  const captures = everyNode(expression.body).filter((node) => node.kind === "capture" && groups.includes(node.group));
  return captures.every((capture) =>
    alphabetOf(capture)
      .bytes()
      .every((byte) => HARMLESS.test(String.fromCharCode(byte))),
  );
}
