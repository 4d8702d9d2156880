/**
 * Rules as they are tried. Rules of eleven types are objects of eleven shapes, and every look at
 * one of unknown type is a search; what is needed to come to the code for its type has one shape.
 */
import type { Continue, Rule, RuleFile } from "../rules/ast.js";
import type { Core } from "./core.js";
import { meaningOfRule } from "./operations/index.js";
import type { Usage } from "./rule-usage.js";

export class LoadedRule {
  readonly rule: Rule;
  /** What its type does with an event. */
  readonly meaning: (rule: Rule, core: Core) => Continue | null;
  readonly usage: Usage;
  /** Operations of it may make it see more events, or end that. */
  readonly isPair: boolean;

  constructor(rule: Rule, usage: Usage) {
    this.rule = rule;
    this.meaning = meaningOfRule(rule.type);
    this.usage = usage;
    this.isPair = rule.type === "Pair" || rule.type === "PairWithWindow";
  }
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
