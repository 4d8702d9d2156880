/**
 * Rules as they are tried. Rules of eleven types are objects of eleven shapes, and every look at
 * one of unknown type is a search; what is needed to come to the code for its type has one shape.
 */
import type { Template } from "../base/template.js";
import type { RegExpOnV8 } from "../regexp/index.js";
import type { Action, Condition, Continue, Rule, RuleFile } from "../rules/ast.js";
import type { Core } from "./core.js";
import { meaningOfRule } from "./operations/index.js";
import type { Usage } from "./rule-usage.js";

export class LoadedRule {
  readonly rule: Rule;
  /** What its type does with an event. */
  readonly meaning: (rule: Rule, core: Core) => Continue | null;
  readonly usage: Usage;
  /** What a trial of it and its action look at, as far as it has that: for WarmUp. */
  readonly condition: Condition | null;
  readonly regexp: RegExpOnV8 | null;
  readonly desc: Template | null;
  /** The first one of its list. */
  readonly action: Action | null;
  readonly written: Template | null;
  /** Operations of it may make it see more events, or end that. */
  readonly isPair: boolean;

  constructor(rule: Rule, usage: Usage) {
    this.rule = rule;
    this.meaning = meaningOfRule(rule.type);
    this.usage = usage;
    this.condition = "condition" in rule ? rule.condition : null;
    this.regexp = regexpOf(this.condition);
    this.desc = rule.type !== "Calendar" && "desc" in rule ? rule.desc : null;
    this.action = "action" in rule ? (rule.action.actions[0] ?? null) : null;
    this.written = this.action?.type === "write" ? this.action.string : null;
    this.isPair = rule.type === "Pair" || rule.type === "PairWithWindow";
  }
}

function regexpOf(condition: Condition | null): RegExpOnV8 | null {
  const pattern = condition?.pattern;
  if (pattern === undefined || (pattern.type !== "RegExp" && pattern.type !== "NRegExp")) return null;
  return pattern.regexp?.engine === "v8" ? (pattern.regexp as RegExpOnV8) : null;
}

export class LoadedFile {
  readonly file: RuleFile;
  readonly rules: readonly LoadedRule[];
  /** Where its bits begin: see candidates.ts. */
  firstWord = 0;

  constructor(file: RuleFile, usageOf: (rule: Rule) => Usage) {
    this.file = file;
    this.rules = file.rules.map((rule) => new LoadedRule(rule, usageOf(rule)));
  }
}
