/**
 * What rule types, actions and context expressions work on: the state, the moment, and
 * the world. One instance per engine; `now` and the current event change as it runs.
 */
import type { Seconds } from "../base/seconds.js";
import { positionOf, type Span } from "../base/source.js";
import type { Pattern } from "../patterns/index.js";
import { type PerlHost, type PerlValue, textOf } from "../perl/host.js";
import type { CompiledRegExp, CompileRegExp } from "../regexp/index.js";
import type { ActionList, ActionType, Rule, RuleFile } from "../rules/ast.js";
import { runActions } from "./actions/run.js";
import type { Binding, BoundList } from "./binding.js";
import { Buffers } from "./buffers.js";
import { builtinVariable, type Moment } from "./builtin-variables.js";
import type { Candidates } from "./candidates.js";
import { type Context, ContextTable } from "./contexts.js";
import { EventQueue } from "./event-queue.js";
import type { EngineSettings } from "./face.js";
import { linesOf } from "./lines.js";
import type { LoadedFile } from "./loaded-file.js";
import { Needs } from "./needs.js";
import { type Operation, OperationTable } from "./operation.js";
import type { Effects, LocalTime, LogLevel, TimeZone } from "./ports.js";
import { RuleUsage } from "./rule-usage.js";
import { StoppedMatches } from "./stopped-matches.js";
import type { Tracer } from "./tracer.js";
import type { EngineWitness } from "./witness.js";

/** A SingleWithScript child whose exit status is awaited. */
export interface AwaitedScript {
  readonly rule: Extract<Rule, { type: "SingleWithScript" }>;
  readonly binding: Binding;
}

/** An action list that runs: the rule that it stands in, and its values. */
export interface Acting {
  readonly rule: Rule;
  /** Whose list it is; null or none: no operation's. */
  readonly operation?: Operation | null;
}

/** Built-in variables that if, while and call can name. */
const LATE_VARIABLES: ReadonlySet<string> = new Set(["s", "t", "u"]);

export class Core implements Moment {
  readonly effects: Effects;
  readonly perl: PerlHost | null;
  settings: EngineSettings;
  now: Seconds = 0;

  readonly contexts = new ContextTable();
  readonly operations = new OperationTable();
  readonly events = new EventQueue();
  readonly variables = new Map<string, PerlValue>();
  readonly scripts = new Map<number, AwaitedScript>();
  /** Calendar rules and the local minute in which they last acted. */
  readonly calendarMinutes = new Map<Rule, string>();
  readonly buffers: Buffers;
  readonly usage = new RuleUsage();
  /** The rules that the current event is tried on; null: all, always. */
  candidates: Candidates | null = null;
  readonly needs = new Needs();
  /** CPU seconds used so far; null: rules are not measured (--ruleperf). */
  cpuTime: (() => number) | null = null;
  /** Events that were matched, synthetic and internal ones included. */
  eventCount = 0;
  nextScript = 1;
  nextPair = 1;
  /** Every open pair is tried on every line, as the language means it: what quicker ways are compared with. */
  triesEveryPair = false;
  /** Action lists that run at the moment, one inside the other. */
  listDepth = 0;
  /** The innermost of them: for those who must know who acts on the world. */
  acting: Acting | null = null;
  /** The action of that list; of no meaning outside of lists. */
  action: ActionType = "none";
  /** The files whose rules see all input, and the members of each file set. */
  inputFiles: readonly LoadedFile[] = [];
  fileSets: ReadonlyMap<string, readonly LoadedFile[]> = new Map();
  files: readonly RuleFile[] = [];
  /** File sets that a Jump has led the current event into. */
  readonly setsInProgress = new Set<string>();

  private toldTracer: Tracer | null = null;
  private readonly stoppedMatches = new StoppedMatches();
  private readonly zone: TimeZone;
  readonly compileRegExp: CompileRegExp;
  /** %s and the second when a text with a percent sign was last expanded. */
  private expandedDescription: string | null = null;
  private expandedAt: Seconds = 0;
  /** Some of LATE_VARIABLES has a value of its own until the next expansion. */
  private lateAssigned = false;
  private localTimeOf: Seconds = Number.NaN;
  private localTimeCached: LocalTime | undefined;

  constructor(
    effects: Effects,
    zone: TimeZone,
    perl: PerlHost | null,
    compileRegExp: CompileRegExp,
    settings: EngineSettings,
  ) {
    this.effects = effects;
    this.zone = zone;
    this.perl = perl;
    this.compileRegExp = compileRegExp;
    this.settings = settings;
    this.buffers = new Buffers(1, true, perl, {
      perlFailed: (pattern, message) => this.log(3, `Perl function failed: ${message}`, pattern),
      matchStopped: (pattern, text) => {
        const warning = this.stoppedMatches.warning(placeOf(pattern), pattern.source, text, this.now);
        if (warning !== null) this.log(3, warning, pattern);
      },
    });
  }

  /** Who is told of all decisions; null in production. */
  get tracer(): Tracer | null {
    return this.toldTracer;
  }

  set tracer(tracer: Tracer | null) {
    this.toldTracer = tracer;
    this.operations.tracer = tracer;
  }

  /** Who is told where operations and synthetic events come from; null in production. */
  get witness(): EngineWitness | null {
    return this.operations.witness;
  }

  set witness(witness: EngineWitness | null) {
    this.operations.witness = witness;
  }

  /** Whether messages of this level go anywhere: to be asked before one is built on a busy path. */
  logs(level: LogLevel): boolean {
    return level <= this.effects.verbosity;
  }

  /** Logs, with the place of what it is about. */
  log(level: LogLevel, message: string, about?: { readonly span: Span }): void {
    if (!this.logs(level)) return;
    const place = about === undefined ? "" : ` (${placeOf(about)})`;
    this.effects.log(level, message + place);
  }

  localTime(): LocalTime {
    if (this.localTimeCached === undefined || this.localTimeOf !== this.now) {
      this.localTimeCached = this.zone(this.now);
      this.localTimeOf = this.now;
    }
    return this.localTimeCached;
  }

  /** The value of %name in a text. Built-in variables cannot be assigned over. */
  variableText(name: string, description: string): string {
    if (name === "s") return description;
    return builtinVariable(name, this) ?? textOf(this.variables.get(name));
  }

  /**
   * The value of %name outside of texts (if, while, call). There %s, %t and %u are what
   * they were when a text with a percent sign was last expanded, unless assigned since.
   */
  variableValue(name: string): PerlValue {
    if (!LATE_VARIABLES.has(name) || this.variables.has(name)) return this.variables.get(name);
    if (this.expandedDescription === null) return undefined;
    if (name === "s") return this.expandedDescription;
    const now = this.expandedAt;
    return builtinVariable(name, { now, localTime: () => this.zone(now) });
  }

  /** A text with a percent sign is being expanded: see variableValue(). Runs for most actions. */
  noteExpansion(description: string): void {
    this.expandedDescription = description;
    this.expandedAt = this.now;
    if (!this.lateAssigned) return;
    for (const name of LATE_VARIABLES) this.variables.delete(name);
    this.lateAssigned = false;
  }

  assign(name: string, value: PerlValue): void {
    this.variables.set(name, value);
    if (LATE_VARIABLES.has(name)) this.lateAssigned = true;
  }

  /** A freed variable is unset; one that is set anew by the next expansion is so until then. */
  free(name: string): void {
    if (LATE_VARIABLES.has(name)) this.assign(name, undefined);
    else this.variables.delete(name);
  }

  /** Runs an action list at once with the given values; `operation`: whose list it is. */
  run(list: ActionList, rule: Rule, binding: Binding, operation: Operation | null = null): void {
    runActions(this, list, rule, binding, operation);
  }

  /** Its lifetime is over, whether or not the periodic work has been there since. */
  isStale(context: Context): boolean {
    return context.lifetime > 0 && this.now - context.created > context.lifetime;
  }

  /** An expression that asks for a stale context ends it; actions do not look at the age. */
  existsForExpression(name: string): boolean {
    const context = this.contexts.get(name);
    if (context === undefined) return false;
    if (!this.isStale(context) || context.ending) return true;
    this.endContext(context);
    return false;
  }

  /** A context ends: its action list runs, then it is removed. Does nothing when that is already under way. */
  endContext(context: Context): void {
    if (context.ending) return;
    if (context.list !== null) this.runContextList(context, context.list);
    this.contexts.remove(context);
  }

  /** Creates synthetic events from the lines of `text`, `delay` seconds from now. */
  addEvents(text: string, context: string | null, delay: number): void {
    for (const line of linesOf(text)) {
      if (this.logs(6)) this.log(6, `synthetic event ${delay > 0 ? `in ${delay} s ` : ""}"${line}"`);
      const event = { text: line, context };
      if (delay > 0) this.events.addAt(this.now + delay, event);
      else this.events.add(event);
      this.witness?.eventMade(event, this.acting?.operation ?? null);
      this.tracer?.eventMade(event, delay);
    }
  }

  /** Compiles the second pattern of a Pair operation; null, with a message, when it is not valid. */
  compileAtRunTime = (source: string, pattern: Pattern): CompiledRegExp | null => {
    const compiled = this.compileRegExp(source);
    if (compiled.kind === "compiled") return compiled.regexp;
    const inPerl = this.perl?.compileRegExp(source);
    if (inPerl?.ok === true) return inPerl.value;
    const reason =
      inPerl?.message ?? (compiled.kind === "invalid" ? compiled.message : `needs Perl: ${compiled.feature}`);
    this.log(2, `regular expression "${source}" cannot be used: ${reason}`, pattern);
    return null;
  };

  private runContextList(context: Context, list: BoundList): void {
    const outer = this.contexts.get("_THIS");
    context.ending = true;
    this.contexts.setThis(context);
    this.tracer?.contextEnds(context);
    runActions(this, list.list, list.rule, list.binding);
    this.contexts.setThis(outer);
    context.ending = false;
  }
}

function placeOf({ span }: { readonly span: Span }): string {
  return `${span.file.name}:${positionOf(span.file, span.start).line}`;
}
