/** Rules whose patterns require no text of any length: what a prefilter of literals cannot see. */
import { mixedLines, OUTPUT, patternOf, rules, ruleText } from "./rule-sets.js";
import type { Scenario } from "./scenario.js";

/** On the traffic of this suite they seldom match or never. */
const PATTERNS: readonly (readonly [ptype: string, pattern: string])[] = [
  ["RegExp", "^\\S+\\s+\\S+\\s+\\S+$"],
  ["RegExp", "^\\d+\\s+(\\S+)"],
  ["RegExp", "\\b[A-Z]{5,}\\d+\\b"],
  ["RegExp", "\\b\\d{1,3}(?:\\.\\d{1,3}){4}\\b"],
  ["RegExp", "[0-9a-f]{12,}"],
  ["RegExp", "\\s(\\w+)\\s+\\1\\s+\\1\\b"],
  ["RegExp", "^\\w+ +\\d+ [\\d:]+ \\S+ \\S+\\s*$"],
  ["RegExp", "\\d{6,}$"],
  ["RegExp", "^(?:\\w+\\s+){25}"],
  ["RegExp", "[^\\x20-\\x7e]"],
  ["RegExp", "\\b(?:[A-Za-z]\\d){4}\\b"],
  ["RegExp", "^[^:]+$"],
  ["RegExp", "\\s{4,}\\S"],
  ["RegExp", "\\w{24,}"],
  ["NRegExp", "^\\w{3}\\s+\\d+ "],
  ["NRegExp", "\\w"],
  ["NRegExp", ":\\d\\d "],
  ["NSubStr", ":"],
  ["TValue", "False"],
  ["TValue", "True"],
];

/** 20 of them among 80 usual ones. */
export const withoutLiterals = (percent: number): Scenario => ({
  name: "no-literals",
  rules: { "rules.sec": [rules(80), ...PATTERNS.map(ruleWithoutLiterals)].join("\n") },
  traffic: () => mixedLines(80, percent),
});

function ruleWithoutLiterals([ptype, pattern]: readonly [string, string], index: number): string {
  const fields = { type: "Single", continue: "TakeNext", ptype, pattern };
  // What is always true acts in a context that is never there, as rules for maintenance hours do.
  const context: Readonly<Record<string, string>> = pattern === "True" ? { context: "MAINTENANCE" } : {};
  return ruleText({ ...fields, ...context, desc: `without literals ${index}`, action: `write ${OUTPUT} %s` });
}

/** For the comparison of single patterns with and without the prefilter. */
export const EACH_PATTERN: readonly (readonly [ptype: string, pattern: string])[] = [
  ...PATTERNS,
  ...Array.from({ length: 8 }, (_, number): readonly [string, string] => {
    const { ptype, pattern } = patternOf(number);
    return [ptype, pattern];
  }),
  ["RegExp", "ssh"],
  ["RegExp", ":"],
  ["RegExp", "user\\d+"],
  ["RegExp", "host1\\d\\d (\\w+)"],
  ["RegExp", "(?i)FAILED|refused"],
  ["RegExp", "(\\S+) (\\S+) (\\S+)$"],
  ["RegExp", "sshd\\[\\d+\\]:.*port (\\d+)"],
  ["RegExp2", "(\\S+)\\n.*\\1"],
  ["RegExp2", "sshd.*\\n.*sshd"],
  ["SubStr", "a"],
  ["SubStr", "sshd["],
  ["SubStr", "no such text anywhere"],
];
