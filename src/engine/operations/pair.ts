/** Pair and PairWithWindow rules (manual: PAIR RULE, PAIRWITHWINDOW RULE). */
import type { MatchVariables } from "../../base/match-variables.js";
import { bindPattern, matchPattern } from "../../patterns/index.js";
import type { Continue, PairRule, PairWithWindowRule } from "../../rules/ast.js";
import { type Binding, captureCache } from "../binding.js";
import { contextHolds } from "../context-expression.js";
import type { Core } from "../core.js";
import type { PairOperation } from "../operation.js";
import { bind, meets, values } from "./condition.js";
import type { OperationMeaning, RuleMeaning } from "./rule-meaning.js";
import { isOver, runningOperation } from "./running.js";

export const pair: RuleMeaning<"Pair"> = (rule, core) => matchPair(rule, core);
export const pairWithWindow: RuleMeaning<"PairWithWindow"> = (rule, core) => matchPair(rule, core);

/** An event of the first pattern starts an operation; any other is shown to the running ones. */
function matchPair(rule: PairRule | PairWithWindowRule, core: Core): Continue | null {
  const match = meets(rule.condition, core);
  if (match === undefined) return matchSecond(rule, core);
  const description = rule.desc.expand(values(match, core));
  const running = runningOperation(rule as PairRule, description, core, pairOperation);
  if (running !== undefined) return rule.condition.continue;
  const operation = startOperation(rule, match, description, core);
  core.operations.add(operation);
  if (rule.type === "Pair") core.run(rule.action, rule, operation.binding);
  return rule.condition.continue;
}

function startOperation(
  rule: PairRule | PairWithWindowRule,
  match: MatchVariables | null,
  description: string,
  core: Core,
): PairOperation {
  return {
    type: rule.type,
    rule,
    description,
    created: core.now,
    windowStart: core.now,
    binding: bind(rule, match, description, core),
    pattern2: bindPattern(rule.condition2.pattern, values(match, core), core.compileAtRunTime),
    alive: true,
    deadline: null,
    queuedFor: null,
  };
}

/** Every operation whose second condition the event meets acts and finishes, oldest first. */
function matchSecond(rule: PairRule | PairWithWindowRule, core: Core): Continue | null {
  let matched = false;
  for (const operation of core.operations.ofRule(rule)) {
    // An earlier one's action list may have reset it.
    if (!operation.alive) continue;
    // Until the periodic work comes, a PairWithWindow still takes the event; a Pair is over.
    if (rule.type === "Pair" && isOver(operation, core)) core.operations.remove(operation);
    else if (meetsSecond(operation as PairOperation, core)) matched = true;
  }
  return matched ? rule.condition2.continue : null;
}

function meetsSecond(operation: PairOperation, core: Core): boolean {
  const { rule, pattern2 } = operation;
  const { context } = rule.condition2;
  if (pattern2 === null) return false;
  if (context?.beforePattern && !contextHolds(context, secondBinding(operation, null, "", core, true), core)) {
    return false;
  }
  const match = matchPattern(pattern2, core.buffers);
  if (match === undefined) return false;
  const texts = secondBinding(operation, match, "", core, false);
  if (context !== null && !context.beforePattern && !contextHolds(context, texts, core)) return false;
  const description = rule.desc2.expand(texts);
  core.run(rule.action2, rule, secondBinding(operation, match, description, core, false));
  core.operations.remove(operation);
  return true;
}

/**
 * Values after the second pattern. Both patterns set variables: % is the first's and $ the
 * second's. Only one of them does: $ is that one's, and % is no variable (manual: PATTERNS,
 * "shadowed"). Before the second pattern only the first's can be known.
 */
function secondBinding(
  operation: PairOperation,
  match: MatchVariables | null,
  description: string,
  core: Core,
  beforePattern: boolean,
): Binding & { readonly variable: null } {
  const first = operation.binding;
  const now = captureCache(operation.rule, core.buffers.cache);
  if (first.match === null) {
    return { match, shadowed: null, cache: now, shadowedCache: null, description, variable: null };
  }
  if (match === null && !beforePattern) {
    return { match: first.match, shadowed: null, cache: first.cache, shadowedCache: null, description, variable: null };
  }
  return { match, shadowed: first.match, cache: now, shadowedCache: first.cache, description, variable: null };
}

/** A Pair ends silently; a PairWithWindow executes its action list first. */
export const pairOperation: OperationMeaning<"Pair" | "PairWithWindow"> = {
  expire(operation, core) {
    if (operation.rule.type === "PairWithWindow") core.run(operation.rule.action, operation.rule, operation.binding);
    core.operations.remove(operation);
  },
  moved: () => {},
};
