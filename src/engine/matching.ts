/** The way of an event through the rules: files, rules, continue* fields (manual: CONFIGURATION FILES). */
import type { Continue, Rule, RuleFile } from "../rules/ast.js";
import type { Core } from "./core.js";
import { matchRule } from "./operations/index.js";

/** "end": some rule said EndMatch, no further rule of any file is tried. */
export type Outcome = "end" | "on";

export function matchFiles(files: readonly RuleFile[], core: Core): Outcome {
  for (const file of files) {
    if (matchFile(file, core) === "end") return "end";
  }
  return "on";
}

function matchFile(file: RuleFile, core: Core): Outcome {
  core.tracer?.fileBegins(file);
  const outcome = matchRules(file, core);
  core.tracer?.fileEnds();
  return outcome;
}

function matchRules(file: RuleFile, core: Core): Outcome {
  const { rules } = file;
  for (let index = candidateFrom(0, file, core); index < rules.length; ) {
    const next = tryRule(rules[index] as Rule, core);
    if (next === null || next.kind === "TakeNext") index = candidateFrom(index + 1, file, core);
    else if (next.kind === "EndMatch") return "end";
    else if (next.kind === "GoTo" && next.target !== null) index = candidateFrom(next.target, file, core);
    else return "on";
  }
  return "on";
}

/** The first rule from `index` on that the event is tried on; asked anew each time, since actions may change the event. */
function candidateFrom(index: number, file: RuleFile, core: Core): number {
  return core.candidates === null ? index : core.candidates.next(file, index);
}

function tryRule(rule: Rule, core: Core): Continue | null {
  const { cpuTime, tracer } = core;
  tracer?.ruleBegins(rule);
  const next = cpuTime === null ? matchRule(rule, core) : measured(rule, core, cpuTime);
  if (next !== null) core.usage.addMatch(rule);
  if (rule.type === "Pair" || rule.type === "PairWithWindow") core.candidates?.noteOperations(rule);
  tracer?.ruleEnds(rule, next);
  return next;
}

function measured(rule: Rule, core: Core, cpuTime: () => number): Continue | null {
  if (rule.type === "Calendar") return matchRule(rule, core);
  const before = cpuTime();
  const next = matchRule(rule, core);
  core.usage.addTrial(rule, cpuTime() - before);
  return next;
}
