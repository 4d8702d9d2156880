/** What the actions that run programs share (manual: CHILD PROCESSES). */
import type { Template } from "../../base/template.js";
import type { ChildTerms, Command } from "../ports.js";
import type { Run } from "./run.js";

/** A program that gets no input and whose output goes where ours goes. */
export const PLAIN: ChildTerms = { input: null, events: undefined, script: null };

/** A command line for a shell; %s is quoted when --quoting asks for it. */
export function quotedShell(line: Template, run: Run): Command {
  return { shell: true, line: run.commandLine(line) };
}

export function shell(line: Template, run: Run): Command {
  return { shell: true, line: run.text(line) };
}

/** Arguments: each template gives one, whatever its value contains. */
export function direct(words: readonly Template[], run: Run): Command {
  return { shell: false, arguments: run.texts(words) };
}

/** Its output's lines become synthetic events. */
export function asEvents(context: string | null): ChildTerms {
  return { input: null, events: { context }, script: null };
}

/** Text for its standard input. */
export function withInput(input: string): ChildTerms {
  return { input, events: undefined, script: null };
}
