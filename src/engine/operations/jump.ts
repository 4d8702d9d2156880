import { matchFiles } from "../matching.js";
import { meets, values } from "./condition.js";
import type { RuleMeaning } from "./rule-meaning.js";

/** Manual: JUMP RULE. The event goes through the named file sets, left to right, then on as `continue` says. */
export const jump: RuleMeaning<"Jump"> = (rule, core) => {
  const match = meets(rule.condition, core);
  if (match === undefined) return null;
  for (const template of rule.cfset) {
    const name = rule.constset ? template.source : template.expand(values(match, core));
    const files = core.fileSets.get(name);
    if (files === undefined) {
      core.log(3, `there is no file set "${name}"`, rule);
      continue;
    }
    if (core.setsInProgress.has(name)) {
      core.log(3, `file set "${name}" is being processed already: no jump into it`, rule);
      continue;
    }
    core.setsInProgress.add(name);
    const ended = matchFiles(files, core) === "end";
    core.setsInProgress.delete(name);
    if (ended) return { kind: "EndMatch" };
  }
  return rule.condition.continue;
};
