/** Pair and PairWithWindow rules (manual: PAIR RULE, PAIRWITHWINDOW RULE). */
import { compactString } from "../../base/compact-string.js";
import type { MatchVariables } from "../../base/match-variables.js";
import { bindPattern, matchPattern, type Pattern } from "../../patterns/index.js";
import type { Continue, PairRule, PairWithWindowRule } from "../../rules/ast.js";
import { captureCache } from "../binding.js";
import { contextHolds } from "../context-expression.js";
import type { Core } from "../core.js";
import { PairOperation } from "../operation.js";
import { bind, meets, values } from "./condition.js";
import { openPairsOf } from "./open-pairs.js";
import type { OperationMeaning, RuleMeaning } from "./rule-meaning.js";
import { isOver, runningOperation, startValues } from "./running.js";

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
  if (rule.type === "Pair") core.run(rule.action, rule, bind(rule, match, description, core), operation);
  return rule.condition.continue;
}

function startOperation(
  rule: PairRule | PairWithWindowRule,
  match: MatchVariables | null,
  description: string,
  core: Core,
): PairOperation {
  const late = openPairsOf(rule, core).compilesLate;
  const kept = startValues(rule, match, core);
  const operation = new PairOperation(rule, compactString(description), kept, core.now, core.nextPair++);
  if (!late) operation.pattern2 = bindPattern(rule.condition2.pattern, values(match, core), core.compileAtRunTime);
  return operation;
}

/** Every operation whose second condition the event meets acts and finishes, oldest first. */
function matchSecond(rule: PairRule | PairWithWindowRule, core: Core): Continue | null {
  if (!core.operations.hasAny(rule)) return null;
  const { lines } = rule.condition2.pattern;
  const open = openPairsOf(rule, core);
  let text = core.buffers.lastLines(lines);
  let concerned = open.concernedBy(core);
  let matched = false;
  for (let at = 0; at < concerned.length; at++) {
    const operation = concerned[at] as PairOperation;
    // An earlier one's action list may have reset it.
    if (!operation.alive) continue;
    // Until the periodic work comes, a PairWithWindow still takes the event; a Pair is over.
    if (rule.type === "Pair" && isOver(operation, core)) {
      core.operations.remove(operation);
      continue;
    }
    if (!meetsSecond(operation, core)) continue;
    matched = true;
    const now = core.buffers.lastLines(lines);
    if (now === text) continue;
    // The action list has changed what the younger ones see (rewrite).
    text = now;
    concerned = open.concernedBy(core).filter(({ serial }) => serial > operation.serial);
    at = -1;
  }
  return matched ? rule.condition2.continue : null;
}

function meetsSecond(operation: PairOperation, core: Core): boolean {
  const { rule } = operation;
  const { context } = rule.condition2;
  if (operation.pattern2 === null) return false;
  if (context?.beforePattern && !contextHolds(context, textsBeforeSecond(operation, core), core)) return false;
  const pattern = secondPatternOf(operation, core);
  if (pattern === null) return false;
  const match = matchPattern(pattern, core.buffers);
  core.tracer?.patternTried(pattern, match, operation);
  if (match === undefined) return false;
  const texts = textsAfterSecond(operation, match, core);
  if (context !== null && !context.beforePattern && !contextHolds(context, texts, core)) return false;
  const description = rule.desc2.expand(texts);
  core.tracer?.operationReached(operation);
  core.run(rule.action2, rule, { ...texts, cache: captureCache(rule, texts.cache), description }, operation);
  core.operations.remove(operation);
  return true;
}

/** Compiled when a line has its values for the first time. */
function secondPatternOf(operation: PairOperation, core: Core): Pattern | null {
  if (operation.pattern2 === undefined) {
    operation.pattern2 = openPairsOf(operation.rule, core).bind(operation.values, core);
  }
  return operation.pattern2;
}

/** Before the second pattern only the first's values are known, as % variables. */
function textsBeforeSecond({ values: first }: PairOperation, core: Core) {
  return { ...values(null, core), shadowed: first, shadowedCache: first?.cache ?? null };
}

/**
 * Values after the second pattern. Both patterns set variables: % is the first's and $ the
 * second's. Only one of them does: $ is that one's, and % is no variable (manual: PATTERNS,
 * "shadowed").
 */
function textsAfterSecond({ values: first }: PairOperation, match: MatchVariables | null, core: Core) {
  if (first === null) return values(match, core);
  if (match === null) return { ...values(first, core), cache: first.cache };
  return { ...values(match, core), shadowed: first, shadowedCache: first.cache };
}

/** A Pair ends silently; a PairWithWindow executes its action list first. */
export const pairOperation: OperationMeaning<"Pair" | "PairWithWindow"> = {
  expire(operation, core) {
    const { rule, binding } = operation;
    if (rule.type === "PairWithWindow") core.run(rule.action, rule, binding, operation);
    core.operations.remove(operation);
  },
  moved: () => {},
};
