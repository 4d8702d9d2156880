/**
 * What a rule is interested in: which lines it must be tried on, and when. Everything here is
 * about trials that fail, since only those are left out: a trial that fails may change the
 * state all the same, and then it must not be left out.
 */

import type { Pattern } from "../patterns/index.js";
import { isTelling, type Requirement, requirementOf, type Shape, shapeOf } from "../patterns/prefilter/index.js";
import type { LiteralSet } from "../regexp/literals.js";
import type { Condition, ContextExpression, ContextField, Rule } from "../rules/ast.js";

/** Literals of one pattern, or else the shape of its lines; and how many lines it sees at a time. */
export interface Wanted {
  readonly sets: readonly LiteralSet[];
  readonly shape: Shape | null;
  readonly lines: number;
}

export interface Interest {
  /** Lines with these; a line without any of them need not be tried, but for what follows. */
  readonly wanted: readonly Wanted[];
  /** All lines. */
  readonly always: boolean;
  /** All lines while operations of the rule are running: the second pattern of a Pair rule. */
  readonly whileRunning: boolean;
  /** All lines while something is overdue: a trial ends contexts and operations whose time is over. */
  readonly whenOverdue: boolean;
  /**
   * Where this context expression is false the rule matches no line, and its trial changes
   * nothing; null: there is none of which that is known.
   */
  readonly gate: ContextField | null;
}

/** Which patterns fill an entry of the pattern match cache, by its name. */
export type Fillers = ReadonlyMap<string, readonly Pattern[]>;

export function fillersOf(rules: readonly Rule[]): Fillers {
  const fillers = new Map<string, Pattern[]>();
  for (const { pattern } of rules.flatMap(conditionsOf)) {
    for (const entry of pattern.variableMap?.cacheEntries ?? []) {
      const known = fillers.get(entry);
      if (known === undefined) fillers.set(entry, [pattern]);
      else known.push(pattern);
    }
  }
  return fillers;
}

/** The conditions that events are compared with, in the order in which they are tried. */
export function conditionsOf(rule: Rule): readonly Condition[] {
  switch (rule.type) {
    case "Calendar":
      return [];
    case "EventGroup":
      return rule.events.map((event) => event.condition);
    case "Pair":
    case "PairWithWindow":
      return [rule.condition, rule.condition2];
    default:
      return [rule.condition];
  }
}

/** Working them out takes a while, and every rule set asks twice: with shapes and without. */
const requirements = new WeakMap<Pattern, Requirement>();

/** What lines must have that a pattern matches; null: it has to be tried on every line. */
export type WantedBy = (pattern: Pattern) => readonly Wanted[] | null;

/** With shapes, those of patterns without telling literals are wanted; otherwise there are only literals. */
export function wantedBy(fillers: Fillers, withShapes: boolean): WantedBy {
  const known = new Map<Pattern, Requirement | Shape>();
  const looked = (pattern: Pattern): Requirement | Shape => {
    let found = known.get(pattern);
    if (found === undefined) {
      found = requirements.get(pattern) ?? requirementOf(pattern);
      requirements.set(pattern, found);
      const tells = found.kind !== "nothing" && (found.kind !== "literals" || isTelling(found.sets));
      if (withShapes && !tells) found = shapeOf(pattern) ?? found;
      known.set(pattern, found);
    }
    return found;
  };
  const wanted = (pattern: Pattern): readonly Wanted[] | null => {
    const found = looked(pattern);
    if ("nfa" in found) return [{ sets: [], shape: found, lines: pattern.lines }];
    if (found.kind === "impossible") return [];
    if (found.kind === "literals") return [{ sets: found.sets, shape: null, lines: pattern.lines }];
    if (found.kind === "nothing") return null;
    // Only patterns of types that are not Cached themselves fill the cache.
    const all = (fillers.get(found.entry) ?? []).map(wanted);
    return all.includes(null) ? null : (all as (readonly Wanted[])[]).flat();
  };
  return wanted;
}

/**
 * Shapes are not looked for where a literal or a context that is seldom there does as well: for
 * second patterns of Pair rules, which are tried only while operations run, and behind gates that
 * are shut until a context exists.
 */
export function interestOf(rule: Rule, byLiterals: WantedBy, byShapes: WantedBy): Interest {
  const conditions = conditionsOf(rule);
  const effects = conditions.map(({ context }) => effectOfAsking(context));
  const isPair = rule.type === "Pair" || rule.type === "PairWithWindow";
  const gate = gateOf(rule);
  const found = conditions.map(({ pattern }, index) => {
    if (effects[index] === "perl") return null;
    const isSeldomTried = (isPair && index === 1) || (gate !== null && gate.expression.kind !== "not");
    return (isSeldomTried ? byLiterals : byShapes)(pattern);
  });
  const [first = []] = found;
  const second = isPair ? (found[1] as readonly Wanted[] | null) : [];
  const rest = isPair ? [first] : found;
  const always = rest.includes(null);
  return {
    wanted: always ? [] : [...(rest as (readonly Wanted[])[]).flat(), ...(second ?? [])],
    always,
    whileRunning: !always && second === null,
    whenOverdue: rule.type === "Pair" || effects.includes("ends"),
    gate,
  };
}

/**
 * What happens when a context expression in brackets is evaluated, before the pattern: Perl code
 * may do anything, and asking for a context whose time is over ends it.
 */
function effectOfAsking(context: ContextField | null): "none" | "ends" | "perl" {
  if (context === null || !context.beforePattern) return "none";
  const kinds = kindsIn(context.expression);
  if (kinds.has("program") || kinds.has("function")) return "perl";
  return kinds.has("context") ? "ends" : "none";
}

function kindsIn(expression: ContextExpression, kinds = new Set<ContextExpression["kind"]>()) {
  kinds.add(expression.kind);
  for (const operand of operandsOf(expression)) kindsIn(operand, kinds);
  return kinds;
}

function operandsOf(expression: ContextExpression): readonly ContextExpression[] {
  if (expression.kind === "not") return [expression.operand];
  return expression.kind === "combination" ? expression.groups.flat() : [];
}

/** Only rules with one condition, whose pattern leaves nothing behind where the context is false. */
function gateOf(rule: Rule): ContextField | null {
  const [condition, ...more] = conditionsOf(rule);
  if (condition === undefined || more.length > 0 || condition.context === null) return null;
  const { pattern, context } = condition;
  if (!isPlain(context.expression)) return null;
  if (context.beforePattern) return context;
  const isSilent = pattern.type !== "PerlFunc" && pattern.type !== "NPerlFunc" && pattern.variableMap === null;
  return isSilent ? context : null;
}

/** Names of contexts, without variables, and nothing else. */
function isPlain(expression: ContextExpression): boolean {
  if (expression.kind === "context") return !/[$%]/.test(expression.name.source);
  if (expression.kind === "not") return isPlain(expression.operand);
  return expression.kind === "combination" && expression.groups.flat().every(isPlain);
}
