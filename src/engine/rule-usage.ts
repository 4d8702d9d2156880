/** How often each rule was tried and met, and what it cost: for dumps (manual: SIGUSR1, --ruleperf). */
import type { Rule } from "../rules/ast.js";

export interface Usage {
  /** Events that met the rule; for a Calendar rule, times that it acted. */
  matches: number;
  /** Events that it was tried on; counted with --ruleperf only. */
  events: number;
  /** CPU seconds, those of the rules that a Jump led to included; measured with --ruleperf only. */
  cpuSeconds: number;
}

const UNUSED: Readonly<Usage> = { matches: 0, events: 0, cpuSeconds: 0 };

export class RuleUsage {
  /** Matches of all rules so far. */
  total = 0;
  private readonly byRule = new Map<Rule, Usage>();

  of(rule: Rule): Readonly<Usage> {
    return this.byRule.get(rule) ?? UNUSED;
  }

  addMatch(rule: Rule): void {
    this.counters(rule).matches++;
    this.total++;
  }

  /** Who tries the rule counts in these. */
  counters(rule: Rule): Usage {
    let usage = this.byRule.get(rule);
    if (usage === undefined) {
      usage = { ...UNUSED };
      this.byRule.set(rule, usage);
    }
    return usage;
  }

  /** After a soft restart: rules that are no longer there are forgotten. */
  keepOnly(rules: ReadonlySet<Rule>): void {
    for (const rule of this.byRule.keys()) if (!rules.has(rule)) this.byRule.delete(rule);
  }

  clear(): void {
    this.byRule.clear();
  }
}
