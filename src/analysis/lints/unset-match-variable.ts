import type { OutlinePart, Round, Template } from "../../base/template.js";
import type { Pattern } from "../../patterns/pattern.js";
import type { EventGroupRule } from "../../rules/ast.js";
import { type Facts, templatesOf } from "./facts.js";
import type { Finding, Lint } from "./lint.js";

/** A text names a match variable that the pattern never sets. */
export const unsetMatchVariable: Lint = function* (facts) {
  for (const { rule, list, action } of facts.actions) {
    for (const template of templatesOf(action)) {
      const unset = template.outline(list.rounds).find((part) => isUnset(part, list.patterns, facts));
      if (unset === undefined) continue;
      yield {
        rule,
        span: action.span,
        message: `the pattern sets no ${unset.text}: it is always empty`,
        hint: "count the groups of the pattern; (?:...) is none",
      };
    }
  }
  for (const rule of facts.rules) {
    if (!("desc" in rule) || rule.desc === null || rule.type === "Calendar") continue;
    if (rule.type === "EventGroup") {
      yield* unsetInGroup(rule, rule.desc, facts);
      continue;
    }
    const { pattern } = rule.condition;
    const rounds: readonly Round[] = groupsOf(pattern, facts) !== null ? ["match"] : [];
    const unset = rule.desc.outline(rounds).find((part) => isUnset(part, [pattern], facts));
    if (unset === undefined) continue;
    yield {
      rule,
      span: rule.span,
      message: `the pattern sets no ${unset.text} for desc: it is always empty`,
      hint: "count the groups of the pattern; (?:...) is none",
    };
  }
};

/** Each pattern of an EventGroup gives desc its own values: without them its events are in another operation. */
function* unsetInGroup(rule: EventGroupRule, desc: Template, facts: Facts): Iterable<Finding> {
  const patterns = rule.events.map((event) => event.condition.pattern);
  if (!patterns.some((pattern) => groupsOf(pattern, facts) !== null)) return;
  const parts = desc.outline(["match"]);
  for (const [index, pattern] of patterns.entries()) {
    const isMissing = (part: OutlinePart): boolean => isUnset(part, [pattern], facts) || isOne(part, pattern, facts);
    const unset = parts.find(isMissing);
    if (unset === undefined) continue;
    const name = index === 0 ? "pattern" : `pattern${index + 1}`;
    yield {
      rule,
      span: pattern.span,
      message: `${name} sets no ${unset.text} for desc: its events are not counted with those of the others`,
      hint: "let each pattern set the variables of desc; a varmap gives groups of different patterns one name",
    };
  }
}

function isUnset(part: OutlinePart, patterns: readonly Pattern[], facts: Facts): boolean {
  if (part.kind !== "variable" || part.round === "variables" || part.round === undefined) return false;
  // Of a Pair's patterns % is the first, $ the second (or the one that sets variables).
  const candidates = patterns.length === 2 && part.round === "shadowed" ? patterns.slice(0, 1) : patterns;
  return candidates.every((pattern) => !mayBeSet(part.text.slice(1), pattern, facts));
}

function mayBeSet(variable: string, pattern: Pattern, facts: Facts): boolean {
  const groups = groupsOf(pattern, facts);
  if (groups === null) return pattern.type !== "SubStr" && pattern.type !== "NSubStr" && pattern.type !== "TValue";
  if (/^\d+$/.test(variable)) return Number(variable) <= Math.max(1, groups.count);
  const name = /^\+\{(.+)\}$/.exec(variable)?.[1];
  return name === undefined || name.startsWith("_") || /^\d+$/.test(name) || groups.names.has(name);
}

/** $1 of an expression without groups is 1, which keeps no events together. */
function isOne(part: OutlinePart, pattern: Pattern, facts: Facts): boolean {
  return part.kind === "variable" && part.text === "$1" && groupsOf(pattern, facts)?.count === 0;
}

/** Null: not a regular expression, or one that is not known. */
function groupsOf(pattern: Pattern, facts: Facts): { count: number; names: ReadonlySet<string> } | null {
  if (pattern.type !== "RegExp") return null;
  const expression = facts.expressionOf(pattern);
  if (expression === null) return null;
  const mapped = pattern.variableMap?.variables.map(({ name }) => name) ?? [];
  return { count: expression.groupCount, names: new Set([...expression.names.keys(), ...mapped]) };
}
