/** The real Perl behind the interface PerlHost. */
import { CANONICAL_NUMBER, type MatchVariables } from "../../base/match-variables.js";
import type { LogLevel } from "../../engine/ports.js";
import type {
  CodeReference,
  PerlArgument,
  PerlContext,
  PerlHost,
  PerlOutcome,
  PerlResult,
  PerlValue,
} from "../../perl/host.js";
import type { CompiledRegExp, RegExpMatch } from "../../regexp/index.js";
import { CoProcess, findPerl, PerlDied } from "./co-process.js";
import type { Wire } from "./frames.js";

export interface PerlOptions {
  /** Descriptor that Perl's print goes to. */
  readonly standardOutput: number;
  /** Writes what we have collected, so that Perl's output comes after it. */
  flushOutput(): void;
  /** Perl code called exit(). */
  exit(status: number): void;
  /** The time that Perl code sees; null: the real one. */
  readonly clock: (() => number) | null;
  /** Seconds per call; 0: no limit. */
  readonly timeout: number;
  /** What %main::context_list shows. */
  readonly contexts: {
    names(): string[];
    get(name: string): string | undefined;
    set(name: string, state: string): void;
    delete(name: string): void;
  };
  log(level: LogLevel, message: string): void;
}

/** A definition that a restarted process needs again. */
type Definition = { readonly kind: "function" | "regexp"; readonly source: string };

export class RealPerl implements PerlHost {
  private readonly options: PerlOptions;
  private readonly perl: string;
  private process: CoProcess | null = null;
  /** Our handles to the process's own, which change when it is restarted. */
  private readonly definitions = new Map<number, Definition>();
  private readonly handles = new Map<number, number>();
  private readonly dynamic = new Map<number, number>();
  private nextHandle = 1;
  private readonly entryIds = new Map<MatchVariables, string>();
  private nextEntry = 1;

  constructor(perl: string, options: PerlOptions) {
    this.perl = perl;
    this.options = options;
  }

  compileFunction(source: string): PerlOutcome<CodeReference> {
    const outcome = this.askRaw(["compile", source]);
    if (!outcome.ok) return outcome;
    const code = outcome.value[0] as { code: number; text: string };
    return { ok: true, value: this.define({ kind: "function", source }, code.code, code.text) };
  }

  call(
    code: CodeReference,
    parameters: readonly PerlArgument[],
    context: PerlContext,
  ): PerlOutcome<readonly PerlResult[]> {
    const entries = new Map<string, MatchVariables>();
    const list = parameters.map((parameter) => this.argument(parameter, entries));
    return this.ask(() => ["call", { code: this.handleOf(code.handle), text: code.text }, context, list], entries);
  }

  evaluate(source: string, context: PerlContext): PerlOutcome<readonly PerlResult[]> {
    return this.ask(["evaluate", source, context]);
  }

  compileRegExp(source: string): PerlOutcome<CompiledRegExp> {
    const outcome = this.ask(["regexp", source]);
    if (!outcome.ok) return outcome;
    const { handle } = this.define({ kind: "regexp", source }, Number(outcome.value[0]), "");
    const match = (subject: string): RegExpMatch | null => this.match(handle, subject);
    return { ok: true, value: { source, engine: "perl", match, test: (subject) => match(subject) !== null } };
  }

  forgetEntries(): void {
    if (this.entryIds.size === 0) return;
    this.entryIds.clear();
    if (this.process !== null) this.ask(["forget"]);
  }

  close(): void {
    this.process?.close();
    this.process = null;
  }

  private match(handle: number, subject: string): RegExpMatch | null {
    const outcome = this.askRaw(() => ["match", String(this.handleOf(handle)), subject]);
    if (!outcome.ok) return null;
    const [whole, groups, names] = outcome.value as [Wire, Wire[], { hash: [string, Wire][] }];
    if (whole === undefined) return null;
    const named: Record<string, string | undefined> = {};
    for (const [name, value] of names.hash) named[name] = value as string | undefined;
    return { numbered: [whole as string, ...(groups as (string | undefined)[])], named };
  }

  private define(definition: Definition, theirs: number, text: string): CodeReference {
    const handle = this.nextHandle++;
    this.definitions.set(handle, definition);
    this.handles.set(handle, theirs);
    return { kind: "code", handle, text };
  }

  private handleOf(handle: number): number {
    return this.handles.get(handle) ?? 0;
  }

  private argument(parameter: PerlArgument, entries: Map<string, MatchVariables>): Wire {
    if (parameter === undefined || typeof parameter === "string") return parameter;
    if (parameter.kind === "code") return { code: this.handleOf(parameter.handle), text: parameter.text };
    if (parameter.kind === "list") return hash({ list: parameter.values });
    const { entry } = parameter;
    const known = this.entryIds.get(entry);
    const id = known ?? String(this.nextEntry++);
    this.entryIds.set(entry, id);
    entries.set(id, entry);
    return known === undefined ? hash({ id, entry: hash(keysOf(entry)) }) : hash({ id });
  }

  /** Asks, and turns what comes back into results; entries of the match cache take over what was changed. */
  private ask(
    request: Wire[] | (() => Wire[]),
    entries?: ReadonlyMap<string, MatchVariables>,
  ): PerlOutcome<readonly PerlResult[]> {
    const outcome = this.askRaw(request, entries);
    return outcome.ok ? { ok: true, value: outcome.value.map((value) => this.resultFrom(value)) } : outcome;
  }

  private askRaw(
    request: Wire[] | (() => Wire[]),
    entries?: ReadonlyMap<string, MatchVariables>,
  ): PerlOutcome<readonly Wire[]> {
    try {
      const perl = this.process ?? this.start();
      const [status, values, changed] = this.converse(perl, typeof request === "function" ? request() : request);
      if (entries !== undefined) applyChanges(changed as Wire[] | undefined, entries);
      if (status === "failed") return { ok: false, message: String(values) };
      return { ok: true, value: (values as Wire[] | undefined) ?? [] };
    } catch (error) {
      if (!(error instanceof PerlDied)) throw error;
      this.lose(error.message);
      return { ok: false, message: error.message };
    }
  }

  /** One request; while its code runs, Perl may ask us about contexts. */
  private converse(perl: CoProcess, request: Wire[]): Wire[] {
    this.options.flushOutput();
    const now = this.options.clock === null ? undefined : String(this.options.clock());
    perl.send([now, String(this.options.timeout), ...request]);
    for (;;) {
      const answer = perl.receive() as Wire[];
      if (answer[0] === "exit") {
        this.options.exit(Number(answer[1]));
        throw new PerlDied("Perl code called exit");
      }
      if (answer[0] !== "ask") return answer;
      perl.send(this.answerTo(answer[1] as string, answer[2] as string, answer[3] as string));
    }
  }

  private answerTo(question: string, name: string, state: string): Wire {
    const { contexts } = this.options;
    if (question === "names") return contexts.names();
    if (question === "get") return contexts.get(name);
    if (question === "set") contexts.set(name, state);
    else contexts.delete(name);
    return undefined;
  }

  private resultFrom(value: Wire): PerlResult {
    if (value === undefined || typeof value === "string") return value;
    if ("code" in value) return this.codeFrom(value);
    if ("hash" in value) {
      const entries = value.hash.map(([key, item]): [string, PerlValue] => [key, this.resultFrom(item) as PerlValue]);
      return { kind: "hash", entries, text: value.text };
    }
    return undefined;
  }

  /** A function that code made while it ran: it is gone when the process is. */
  private codeFrom(value: { readonly code: number; readonly text: string }): CodeReference {
    let handle = this.dynamic.get(value.code);
    if (handle === undefined) {
      handle = this.nextHandle++;
      this.dynamic.set(value.code, handle);
      this.handles.set(handle, value.code);
    }
    return { kind: "code", handle, text: value.text };
  }

  private start(): CoProcess {
    const perl = new CoProcess(this.perl, this.options.standardOutput);
    this.process = perl;
    for (const [handle, { kind, source }] of this.definitions) {
      const [status, values] = this.converse(perl, [kind === "function" ? "compile" : "regexp", source]);
      const [value] = status === "done" ? (values as Wire[]) : [];
      if (typeof value === "string") this.handles.set(handle, Number(value));
      else if (value !== undefined && "code" in value) this.handles.set(handle, value.code);
    }
    return perl;
  }

  private lose(reason: string): void {
    this.process?.close();
    this.process = null;
    this.handles.clear();
    this.dynamic.clear();
    this.entryIds.clear();
    this.options.log(2, `${reason}; it is started anew when needed, its global variables are lost`);
  }
}

/** Null when there is no perl on the machine. */
export function makePerlHost(options: PerlOptions): RealPerl | null {
  const perl = findPerl();
  return perl === null ? null : new RealPerl(perl, options);
}

function hash(fields: Readonly<Record<string, Wire>>): Wire {
  return { hash: Object.entries(fields), text: "" };
}

/** The keys of a cached match's hash: all of its variables. */
function keysOf(entry: MatchVariables): Record<string, Wire> {
  const keys: Record<string, Wire> = {};
  entry.numbered.forEach((value, index) => {
    keys[String(index)] = value;
  });
  return { ...keys, _inputsrc: entry.inputSource, _intcontext: entry.internalContext, ...entry.named };
}

/** `changed` alternates ids and hashes. */
function applyChanges(changed: readonly Wire[] | undefined, entries: ReadonlyMap<string, MatchVariables>): void {
  for (let index = 0; changed !== undefined && index + 1 < changed.length; index += 2) {
    const entry = entries.get(changed[index] as string);
    const value = changed[index + 1];
    if (entry === undefined || typeof value !== "object" || !("hash" in value)) continue;
    entry.numbered.length = 0;
    const named: Record<string, string | undefined> = {};
    for (const [key, item] of value.hash) {
      const text = typeof item === "object" && "text" in item ? item.text : (item as string | undefined);
      if (CANONICAL_NUMBER.test(key) && Number(key) < 1_000_000) entry.numbered[Number(key)] = text;
      else named[key] = text;
    }
    entry.named = named;
  }
}
