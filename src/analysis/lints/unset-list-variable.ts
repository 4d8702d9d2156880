import type { Round } from "../../base/template.js";
import type { Action } from "../../rules/ast.js";
import { templatesOf } from "./facts.js";
import type { Lint } from "./lint.js";

/** An action list variable is used that no action of the rule set assigns or frees. */
export const unsetListVariable: Lint = function* (facts) {
  const set = new Set(facts.actions.flatMap(({ action }) => assignedBy(action)));
  for (const { rule, list, action } of facts.actions) {
    const unset = [...usedBy(action), ...namesIn(action, list.rounds)].find(
      (name) => !set.has(name) && !isBuiltin(name),
    );
    if (unset === undefined || isProgram(action)) continue;
    yield {
      rule,
      span: action.span,
      message: `no action assigns the variable %${unset}: it is always empty`,
      hint: `check the name; a percent sign that is text is written %%`,
    };
  }
};

const BUILTIN = new Set(["s", "t", "u"]);

/** %.name is always one of evcorr's own. */
function isBuiltin(name: string): boolean {
  return BUILTIN.has(name) || name.startsWith(".");
}

/** In a program's text %d is a format or a hash, and no variable was meant. */
function isProgram(action: Action): boolean {
  return action.type === "eval" || "command" in action || "arguments" in action;
}

/** Who frees a variable wants it to be empty. */
function assignedBy(action: Action): string[] {
  if (action.type === "if" || action.type === "while") return [];
  if (!("variable" in action) || action.variable === null) return [];
  return [action.variable];
}

/** Variables that an action names as such: if, while, call. */
function usedBy(action: Action): string[] {
  if (action.type === "if" || action.type === "while") return [action.variable];
  return action.type === "call" ? [action.function] : [];
}

function namesIn(action: Action, rounds: readonly Round[]): string[] {
  return templatesOf(action).flatMap((template) =>
    template.outline(rounds).flatMap((part) => (part.round === "variables" ? [part.text.slice(1)] : [])),
  );
}
