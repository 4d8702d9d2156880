import type { Template } from "../../base/template.js";
import type { Command } from "../ports.js";
import { direct, shell, withInput } from "./command.js";
import type { ActionMeaning, Run } from "./run.js";

/** The event store goes to a program, or to standard output; an empty store or a missing context to nobody. */
export const report: ActionMeaning<"report"> = (action, run) => {
  reportTo(action.name, action.command === null ? null : shell(action.command, run), run);
};

export const reportexec: ActionMeaning<"reportexec"> = (action, run) => {
  reportTo(action.name, action.arguments === null ? null : direct(action.arguments, run), run);
};

function reportTo(contextName: Template, command: Command | null, run: Run): void {
  const name = run.text(contextName);
  const context = run.core.contexts.get(name);
  if (context === undefined) {
    run.warn(`report: there is no context "${name}"`);
    return;
  }
  run.core.tracer?.contextRead(context, name);
  if (context.store.size === 0) return;
  const lines = `${context.store.toArray().join("\n")}\n`;
  // A command line of which the values have left nothing is as if none were given (recorded from the reference).
  if (command === null || (command.shell && command.line === "")) run.core.effects.writeFileOnce("-", lines);
  else run.core.effects.run(command, withInput(lines));
}
