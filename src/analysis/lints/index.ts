/**
 * Lints: what loads and runs, and is probably not what its author meant. Each is a module
 * with one function; a rule file silences one with a remark (silence.ts). docs/lints.md
 * explains them, and a test holds the two together.
 */
import type { Diagnostic } from "../../base/diagnostic.js";
import type { RuleSet } from "../../rules/ast.js";
import { cacheEntryNeverSet } from "./cache-entry-never-set.js";
import { cachedTooEarly } from "./cached-too-early.js";
import { calendarNever } from "./calendar-never.js";
import { commandInjection } from "./command-injection.js";
import { contextNeverCreated } from "./context-never-created.js";
import { contextNeverUsed } from "./context-never-used.js";
import { descWithoutKey } from "./desc-without-key.js";
import { dollarWithoutVariables } from "./dollar-without-variables.js";
import { dotBetweenDigits } from "./dot-between-digits.js";
import { duplicateRule } from "./duplicate-rule.js";
import { eventLoop } from "./event-loop.js";
import { eventNeverMatched } from "./event-never-matched.js";
import { Facts } from "./facts.js";
import { fileNeverReached } from "./file-never-reached.js";
import { jumpNowhere } from "./jump-nowhere.js";
import { leadingWildcard } from "./leading-wildcard.js";
import type { Lint } from "./lint.js";
import { noRequiredText } from "./no-required-text.js";
import { pairNeverEnds } from "./pair-never-ends.js";
import { pairWithoutKey } from "./pair-without-key.js";
import { resetNowhere } from "./reset-nowhere.js";
import { runawayPattern } from "./runaway-pattern.js";
import { isSilenced } from "./silence.js";
import { thresholdNeverMet } from "./threshold-never-met.js";
import { unboundedContexts } from "./unbounded-contexts.js";
import { unboundedOperations } from "./unbounded-operations.js";
import { unreachableRule } from "./unreachable-rule.js";
import { unsetListVariable } from "./unset-list-variable.js";
import { unsetMatchVariable } from "./unset-match-variable.js";
import { variableBeforeMatch } from "./variable-before-match.js";
import { varmapWithoutGroup } from "./varmap-without-group.js";

export { LINT_SUMMARIES } from "./summaries.js";

export const LINTS = {
  "cache-entry-never-set": cacheEntryNeverSet,
  "cached-too-early": cachedTooEarly,
  "calendar-never": calendarNever,
  "command-injection": commandInjection,
  "context-never-created": contextNeverCreated,
  "context-never-used": contextNeverUsed,
  "desc-without-key": descWithoutKey,
  "dollar-without-variables": dollarWithoutVariables,
  "dot-between-digits": dotBetweenDigits,
  "duplicate-rule": duplicateRule,
  "event-loop": eventLoop,
  "event-never-matched": eventNeverMatched,
  "file-never-reached": fileNeverReached,
  "jump-nowhere": jumpNowhere,
  "leading-wildcard": leadingWildcard,
  "no-required-text": noRequiredText,
  "pair-never-ends": pairNeverEnds,
  "pair-without-key": pairWithoutKey,
  "reset-nowhere": resetNowhere,
  "runaway-pattern": runawayPattern,
  "threshold-never-met": thresholdNeverMet,
  "unbounded-contexts": unboundedContexts,
  "unbounded-operations": unboundedOperations,
  "unreachable-rule": unreachableRule,
  "unset-list-variable": unsetListVariable,
  "unset-match-variable": unsetMatchVariable,
  "variable-before-match": variableBeforeMatch,
  "varmap-without-group": varmapWithoutGroup,
} as const satisfies Readonly<Record<string, Lint>>;
export type LintId = keyof typeof LINTS;

export function isLintId(name: string): name is LintId {
  return Object.hasOwn(LINTS, name);
}

export interface LintOptions {
  /** Lints that are not asked. */
  readonly off: ReadonlySet<string>;
  /** The rules are run with --quoting. */
  readonly quoting: boolean;
  /** Contexts that inputs give to their lines (--input=PATTERN=CONTEXT). */
  readonly inputContexts: readonly string[];
}

const NO_OPTIONS: LintOptions = { off: new Set(), quoting: false, inputContexts: [] };

/** What the lints have to say of a rule set, in the order of files and places. */
export function lint(rules: RuleSet, options: Partial<LintOptions> = {}): Diagnostic[] {
  const { off, quoting, inputContexts } = { ...NO_OPTIONS, ...options };
  const facts = new Facts(rules, quoting, inputContexts);
  const found: Diagnostic[] = [];
  for (const [id, find] of Object.entries(LINTS) as [LintId, Lint][]) {
    if (off.has(id)) continue;
    for (const { rule, span, message, hint } of find(facts)) {
      if (isSilenced(id, rule, span.file)) continue;
      found.push({ id, severity: "warning", message, hint, span, file: span.file.name });
    }
  }
  const order = new Map(rules.files.map((file, index) => [file.name, index]));
  const placeOf = (each: Diagnostic): [number, number] => [order.get(each.file) ?? 0, each.span?.start ?? 0];
  return found.sort((a, b) => placeOf(a)[0] - placeOf(b)[0] || placeOf(a)[1] - placeOf(b)[1]);
}
