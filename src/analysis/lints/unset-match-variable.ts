import type { OutlinePart, Round } from "../../base/template.js";
import type { Pattern } from "../../patterns/pattern.js";
import { type Facts, templatesOf } from "./facts.js";
import type { Lint } from "./lint.js";

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
    const patterns =
      rule.type === "EventGroup" ? rule.events.map((event) => event.condition.pattern) : [rule.condition.pattern];
    const rounds: readonly Round[] = patterns.some((pattern) => groupsOf(pattern, facts) !== null) ? ["match"] : [];
    const unset = rule.desc.outline(rounds).find((part) => isUnset(part, patterns, facts));
    if (unset === undefined) continue;
    yield {
      rule,
      span: rule.span,
      message: `the pattern sets no ${unset.text} for desc: it is always empty`,
      hint: "count the groups of the pattern; (?:...) is none",
    };
  }
};

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

/** Null: not a regular expression, or one that is not known. */
function groupsOf(pattern: Pattern, facts: Facts): { count: number; names: ReadonlySet<string> } | null {
  if (pattern.type !== "RegExp") return null;
  const expression = facts.expressionOf(pattern);
  if (expression === null) return null;
  const mapped = pattern.variableMap?.variables.map(({ name }) => name) ?? [];
  return { count: expression.groupCount, names: new Set([...expression.names.keys(), ...mapped]) };
}
