/** The way of an event through the rules: files, rules, continue* fields (manual: CONFIGURATION FILES). */
import type { Continue } from "../rules/ast.js";
import type { Core } from "./core.js";
import type { LoadedFile, LoadedRule } from "./loaded-file.js";

/** "end": some rule said EndMatch, no further rule of any file is tried. */
export type Outcome = "end" | "on";

export function matchFiles(files: readonly LoadedFile[], core: Core): Outcome {
  for (const file of files) {
    if (matchFile(file, core) === "end") return "end";
  }
  return "on";
}

function matchFile(file: LoadedFile, core: Core): Outcome {
  core.tracer?.fileBegins(file.file);
  const outcome = matchRules(file, core);
  core.tracer?.fileEnds();
  return outcome;
}

function matchRules(file: LoadedFile, core: Core): Outcome {
  const { rules } = file;
  for (let index = candidateFrom(0, file, core); index < rules.length; ) {
    const next = tryRule(rules[index] as LoadedRule, core);
    if (next === null || next.kind === "TakeNext") index = candidateFrom(index + 1, file, core);
    else if (next.kind === "EndMatch") return "end";
    else if (next.kind === "GoTo" && next.target !== null) index = candidateFrom(next.target, file, core);
    else return "on";
  }
  return "on";
}

/** The first rule from `index` on that the event is tried on; asked anew each time, since actions may change the event. */
function candidateFrom(index: number, file: LoadedFile, core: Core): number {
  return core.candidates === null ? index : core.candidates.next(file, index);
}

function tryRule(loaded: LoadedRule, core: Core): Continue | null {
  const { rule, usage } = loaded;
  const { cpuTime, tracer } = core;
  tracer?.ruleBegins(rule);
  const next = cpuTime === null ? loaded.meaning(rule, core) : measured(loaded, core, cpuTime);
  if (next !== null) {
    usage.matches++;
    core.usage.total++;
  }
  if (loaded.isPair) core.candidates?.noteOperations(rule);
  tracer?.ruleEnds(rule, next);
  return next;
}

function measured({ rule, meaning, usage }: LoadedRule, core: Core, cpuTime: () => number): Continue | null {
  if (rule.type === "Calendar") return meaning(rule, core);
  const before = cpuTime();
  const next = meaning(rule, core);
  usage.events++;
  usage.cpuSeconds += cpuTime() - before;
  return next;
}
