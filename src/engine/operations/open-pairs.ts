/**
 * Which of a Pair rule's open operations a line concerns. Trying the second condition of all
 * of them, oldest first, is what is meant; this finds out, where that has no effects, which
 * of them can be left out:
 *
 *   by value  the second pattern holds values of the first: looked up in a PairIndex, and
 *             compiled only when a line has the operation's values
 *   together  the second pattern is the same for all: if it does not match, none does
 *   each      all are tried: negated and Perl patterns, contexts in brackets with Perl code
 *             or values in them, expressions that are not understood
 */
import { bindPattern, boundSource, isBound, type Pattern, SETS_VARIABLES, wouldMatch } from "../../patterns/index.js";
import { shapeOf } from "../../patterns/second-pattern.js";
import { BoundRegExp } from "../../regexp/index.js";
import type { ContextExpression, PairRule, PairWithWindowRule } from "../../rules/ast.js";
import type { StartValues } from "../binding.js";
import { contextHolds } from "../context-expression.js";
import type { Core } from "../core.js";
import type { Operation, OperationIndex, PairOperation } from "../operation.js";
import { values } from "./condition.js";
import { PairIndex } from "./pair-index.js";

type Way =
  /** `expression` has places for the values; null: each is compiled by itself. */
  | { readonly kind: "by value"; readonly index: PairIndex; readonly expression: BoundRegExp | null }
  | { readonly kind: "together"; readonly pattern: Pattern }
  | { readonly kind: "each" };

const EACH: Way = { kind: "each" };

export class OpenPairs implements OperationIndex {
  private readonly rule: PairRule | PairWithWindowRule;
  private readonly way: Way;

  constructor(rule: PairRule | PairWithWindowRule, core: Core) {
    this.rule = rule;
    this.way = wayOf(rule, core);
  }

  /** The second pattern of a new operation need not be compiled before a line has its values. */
  get compilesLate(): boolean {
    return this.way.kind === "by value";
  }

  /** The second pattern with an operation's values; null, with a message: these make an invalid one. */
  bind(first: StartValues | null, core: Core): Pattern | null {
    const { pattern } = this.rule.condition2;
    const texts = { ...values(first, core), cache: first?.cache ?? null };
    if (this.way.kind === "by value" && this.way.expression !== null && pattern.type === "RegExp") {
      const given = pattern.template.matchRound.values(texts);
      const source = boundSource(pattern, texts);
      if (!given.includes("")) return { ...pattern, source, regexp: this.way.expression.bind(given, source) };
    }
    return bindPattern(pattern, texts, core.compileAtRunTime);
  }

  add(operation: Operation): void {
    if (this.way.kind === "by value") this.way.index.add(operation as PairOperation);
  }

  remove(operation: Operation): void {
    if (this.way.kind === "by value") this.way.index.remove(operation as PairOperation);
  }

  /** Those whose second condition the event may meet, oldest first; the others do not meet it. */
  concernedBy(core: Core): readonly PairOperation[] {
    const { rule, way } = this;
    // Operations whose window is over are ended by the next event, if no periodic work was there since.
    const due = core.operations.earliestDeadline;
    if (way.kind === "each" || (due !== null && due <= core.now))
      return core.operations.ofRule(rule) as PairOperation[];
    const { context } = rule.condition2;
    if (context?.beforePattern && !contextHolds(context, values(null, core), core)) return [];
    if (way.kind === "by value") return way.index.candidates(core.buffers.lastLines(rule.condition2.pattern.lines));
    return wouldMatch(way.pattern, core.buffers) ? (core.operations.ofRule(rule) as PairOperation[]) : [];
  }
}

/** The rule's open operations; set up for its first one. */
export function openPairsOf(rule: PairRule | PairWithWindowRule, core: Core): OpenPairs {
  const known = core.operations.indexes.get(rule) as OpenPairs | undefined;
  if (known !== undefined) return known;
  const made = new OpenPairs(rule, core);
  core.operations.indexes.set(rule, made);
  return made;
}

function wayOf(rule: PairRule | PairWithWindowRule, core: Core): Way {
  const { pattern, context } = rule.condition2;
  if (core.triesEveryPair) return EACH;
  if (context?.beforePattern && !isConstant(context.expression)) return EACH;
  if (!isBound(pattern)) return hasNoEffects(pattern) ? { kind: "together", pattern } : EACH;
  const shape = SETS_VARIABLES[rule.condition.pattern.type] ? shapeOf(pattern, core.compileRegExp) : null;
  if (shape === null) return EACH;
  const round = ("text" in pattern ? pattern.text : pattern.template).matchRound;
  const valuesOf = ({ values: match }: PairOperation): readonly string[] =>
    round.values({ match, cache: match?.cache ?? null, shadowed: null, shadowedCache: null, variable: null });
  const expression = pattern.type === "RegExp" ? BoundRegExp.of(round.parts) : null;
  return { kind: "by value", index: new PairIndex(shape, valuesOf), expression };
}

/** Perl code in functions, and perhaps in expressions, may do anything. */
function hasNoEffects(pattern: Pattern): boolean {
  switch (pattern.type) {
    case "PerlFunc":
    case "NPerlFunc":
      return false;
    case "RegExp":
    case "NRegExp":
      return pattern.regexp?.engine === "v8";
    default:
      return true;
  }
}

/** Evaluated before the pattern with the same outcome for all operations: names without values, no Perl code. */
function isConstant(expression: ContextExpression): boolean {
  switch (expression.kind) {
    case "context":
      return !expression.name.hasPercent;
    case "varset":
      return !expression.entry.hasPercent;
    case "not":
      return isConstant(expression.operand);
    case "combination":
      return expression.groups.every((group) => group.every(isConstant));
    case "program":
    case "function":
      return false;
  }
}
