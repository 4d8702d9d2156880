import type { Template } from "../../base/template.js";
import type { ActionType } from "../../rules/ast.js";
import { variablesOf } from "../shape.js";
import { isHarmlessVariable } from "./harmless.js";
import type { Lint } from "./lint.js";

/** Actions whose command line a shell parses, and what does the same without a shell. */
const INSTEAD: Partial<Readonly<Record<ActionType, string>>> = {
  shellcmd: "cmdexec",
  spawn: "spawnexec",
  cspawn: "cspawnexec",
  pipe: "pipeexec",
  report: "reportexec",
};

/** What a line holds becomes part of a command line that a shell parses. */
export const commandInjection: Lint = function* (facts) {
  for (const { rule, list, action } of facts.actions) {
    const instead = INSTEAD[action.type];
    if (instead === undefined || !("command" in action) || action.command === null) continue;
    const command: Template = action.command;
    const variable = variablesOf(command, list.rounds).find((part) => !isHarmlessVariable(part, rule, list, facts));
    if (variable === undefined) continue;
    yield {
      rule,
      span: action.span,
      message: `${variable.text} becomes part of a shell's command line: who can write to the log can run commands`,
      hint: `use ${instead}, which needs no shell, or a pattern that captures letters and digits only`,
    };
  }
};
