import { needOf } from "../needs.js";
import type { Command } from "../ports.js";
import { bind, meets, values } from "./condition.js";
import type { RuleMeaning } from "./rule-meaning.js";

/** Manual: SINGLEWITHSCRIPT RULE. The action lists run when the program has ended (Engine.childExited). */
export const singleWithScript: RuleMeaning<"SingleWithScript"> = (rule, core) => {
  const match = meets(rule.condition, core);
  if (match === undefined) return null;
  const texts = values(match, core);
  const command: Command = rule.script.shell
    ? { shell: true, line: rule.script.command.expand(texts) }
    : { shell: false, arguments: rule.script.arguments.map((word) => word.expand(texts)) };
  const id = core.nextScript++;
  const binding = bind(rule, match, rule.desc.expand(texts), core);
  core.scripts.set(id, { rule, binding: needOf(rule).keep(binding) });
  const names = [...core.contexts.names()].map((name) => `${name}\n`);
  core.effects.run(command, { input: names.join(""), events: undefined, script: id });
  return rule.condition.continue;
};
