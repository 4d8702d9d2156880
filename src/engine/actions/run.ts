/** Runs action lists: the interpreter of the rule language's actions. */
import type { MatchCache, MatchVariables } from "../../base/match-variables.js";
import type { Template, TemplateValues } from "../../base/template.js";
import type { PerlValue } from "../../perl/host.js";
import type { Action, ActionList, ActionOf, ActionType, Rule } from "../../rules/ast.js";
import type { Binding, BoundList } from "../binding.js";
import type { Core } from "../core.js";
import type { Operation } from "../operation.js";
import { ACTIONS } from "./index.js";

/** What an action asks of the list around it; nothing: go on with the next action. */
export type Flow = "break" | "continue" | undefined;

/** The meaning of one type of action. */
// biome-ignore lint/suspicious/noConfusingVoidType: most actions have nothing to say about the flow
export type ActionMeaning<Type extends ActionType> = (action: ActionOf<Type>, run: Run) => Flow | void;

/** One execution of an action list: the values for its texts, and the engine around it. */
export class Run implements TemplateValues {
  readonly core: Core;
  /** The rule that the list stands in. */
  readonly rule: Rule;
  readonly binding: Binding;
  /** Whose list it is; null: no operation's. */
  readonly operation: Operation | null;
  readonly match: MatchVariables | null;
  readonly shadowed: MatchVariables | null;
  readonly cache: MatchCache | null;
  readonly shadowedCache: MatchCache | null;

  constructor(core: Core, rule: Rule, binding: Binding, operation: Operation | null) {
    this.core = core;
    this.rule = rule;
    this.binding = binding;
    this.operation = operation;
    this.match = binding.match;
    this.shadowed = binding.shadowed;
    this.cache = binding.cache;
    this.shadowedCache = binding.shadowedCache;
  }

  variable(name: string): string {
    return this.core.variableText(name, this.binding.description);
  }

  /** The text with all of its variables replaced. */
  text(template: Template): string {
    if (template.hasPercent) this.core.noteExpansion(this.binding.description);
    return template.expand(this);
  }

  /** The same for command lines that a shell parses: with --quoting, %s is put in single quotes. */
  commandLine(template: Template): string {
    if (!this.core.settings.quoting) return this.text(template);
    const { core, binding } = this;
    const quoted = singleQuoted(binding.description);
    return template.expand({
      match: this.match,
      shadowed: this.shadowed,
      cache: this.cache,
      shadowedCache: this.shadowedCache,
      variable: (name) => (name === "s" ? quoted : core.variableText(name, binding.description)),
    });
  }

  texts(templates: readonly Template[]): string[] {
    return templates.map((template) => this.text(template));
  }

  /** The value of %name, which may be undef or a code reference. */
  value(name: string): PerlValue {
    return this.core.variableValue(name);
  }

  assign(name: string, value: PerlValue): void {
    this.core.assign(name, value);
  }

  /** The list's actions in order. */
  list(list: ActionList): Flow {
    for (const action of list.actions) {
      const flow = this.act(action);
      if (flow !== undefined) return flow;
    }
    return undefined;
  }

  private act(action: Action): Flow {
    this.core.action = action.type;
    this.core.tracer?.actionBegins(action);
    return (ACTIONS[action.type] as ActionMeaning<ActionType>)(action as never, this) as Flow;
  }

  /** Binds a list of this list (create, set) to the same values; only those that it needs are kept. */
  bind(list: ActionList): BoundList {
    return { list, rule: this.rule, binding: this.core.needs.ofList(list).keep(this.binding) };
  }

  /** A problem of an action; the list goes on. */
  warn(message: string): void {
    this.core.log(3, message, this.rule);
  }
}

/** How deep action lists may start one another (obsolete, setltime, setwpos, expressions). */
const DEPTH_MAX = 200;

/** Hot: runs for every line that meets a rule. */
export function runActions(
  core: Core,
  list: ActionList,
  rule: Rule,
  binding: Binding,
  operation: Operation | null = null,
): void {
  if (core.listDepth >= DEPTH_MAX) {
    core.log(2, `action lists start one another more than ${DEPTH_MAX} deep: this one is not run`, list);
    return;
  }
  core.listDepth++;
  const outer = core.acting;
  const run = new Run(core, rule, binding, operation);
  core.acting = run;
  core.tracer?.listBegins(list, rule, operation);
  run.list(list);
  core.tracer?.listEnds();
  core.acting = outer;
  core.listDepth--;
}

/** In single quotes for a shell: each quote inside becomes '\''. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
