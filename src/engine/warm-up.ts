/**
 * With thousands of rules, what a rule needs lies in some twenty places of memory that the processor
 * has not looked at for long, and a line that meets a rule waits for one after the other. The lines of
 * a block are scanned before the first of them is taken: so the rules that they will be tried on are
 * looked at together, and the processor waits for many places at once.
 *
 *   one by one   rule  pattern  expression  texts    rule  pattern  expression  texts   ...
 *   together     rules     patterns     expressions     texts
 *
 * Nothing follows from what is seen here: a look at a rule too many or too few costs time only.
 */
import type { LoadedFile, LoadedRule } from "./loaded-file.js";
import { WORD } from "./rule-interests.js";

/** With fewer rules all of them stay near. */
const RULES_MIN = 1000;

export class WarmUp {
  /** By number. */
  private readonly rules: LoadedRule[] = [];
  private readonly expected: LoadedRule[] = [];
  /** Something must come of it, or V8 could leave it out. */
  seen = 0;

  /** Null: there is no need. */
  static of(files: readonly LoadedFile[]): WarmUp | null {
    const count = files.reduce((sum, { rules }) => sum + rules.length, 0);
    return count < RULES_MIN ? null : new WarmUp(files);
  }

  private constructor(files: readonly LoadedFile[]) {
    for (const { firstWord, rules } of files) {
      for (const [index, rule] of rules.entries()) this.rules[firstWord * WORD + index] = rule;
    }
  }

  /** Looks at the rules of the subjects at `from` to before `to`; `ruleOf` has their numbers. Hot. */
  run(subjects: Int32Array, from: number, to: number, ruleOf: Int32Array): void {
    const { rules, expected } = this;
    expected.length = 0;
    for (let at = from; at < to; at++) {
      const rule = rules[ruleOf[subjects[at] as number] as number];
      if (rule !== undefined) expected.push(rule);
    }
    let seen = 0;
    for (let at = 0; at < expected.length; at++) seen += (expected[at] as LoadedRule).isPair ? 1 : 0;
    for (let at = 0; at < expected.length; at++) seen += lookAtRule(expected[at] as LoadedRule);
    for (let at = 0; at < expected.length; at++) seen += lookAtPattern(expected[at] as LoadedRule);
    for (let at = 0; at < expected.length; at++) seen += lookAtTexts(expected[at] as LoadedRule);
    this.seen = seen & 1;
  }
}

function lookAtRule({ rule, usage, condition, action }: LoadedRule): number {
  return (
    (rule.type === "Single" ? 1 : 0) +
    usage.matches +
    (condition?.context === null ? 1 : 0) +
    (action?.type === "write" ? 1 : 0)
  );
}

function lookAtPattern({ rule, condition, regexp, desc }: LoadedRule): number {
  return (
    (condition?.pattern.lines ?? 0) +
    (regexp?.groupCount ?? 0) +
    ("action" in rule ? rule.action.actions.length : 0) +
    (desc?.hasPercent === true ? 1 : 0)
  );
}

function lookAtTexts({ regexp, desc, written }: LoadedRule): number {
  return (regexp?.look() ?? 0) + (desc?.look() ?? 0) + (written?.look() ?? 0);
}
