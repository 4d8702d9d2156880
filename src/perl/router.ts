/**
 * Runs each snippet where it belongs: compiled to JavaScript (compile/), or in the real
 * Perl. What compiled code must not be trusted with goes to the real one:
 *
 * - code outside of the subset, and calls that give up before they changed anything;
 * - package variables, as soon as anything that runs in the real Perl might know them: from
 *   then on all code that names them runs there, and what they hold has moved there before;
 * - everything, once something handles warnings or deaths of all code.
 */
import type { MatchVariables } from "../base/match-variables.js";
import type { CompiledRegExp } from "../regexp/index.js";
import { type CompiledPerl, compilePerl } from "./compile/index.js";
import { canMoveAlone, explanationOf, loadsModules, setsHandlers, withoutMatchVariables } from "./explain.js";
import { needsPerl, reasonOf } from "./failures.js";
import { transferSource } from "./globals.js";
import type { CodeReference, PerlArgument, PerlContext, PerlHost, PerlOutcome, PerlResult, PerlValue } from "./host.js";
import { EntryHash, isHash } from "./runtime/hash.js";
import { placed, State, type Surroundings } from "./runtime/state.js";
import { textOf } from "./runtime/text.js";
import {
  Box,
  CallStopped,
  Code,
  Death,
  Fault,
  GiveUp,
  LIST,
  Pattern,
  type Place,
  refType,
  SCALAR,
  type Value,
} from "./runtime/values.js";
import { CompiledFunction, HashResult, type Snippet } from "./snippet.js";

export type { CalendarTime, Surroundings } from "./runtime/state.js";

export interface RouterOptions {
  /** The real Perl; null: there is none. */
  readonly real: PerlHost | null;
  /** Switched off: everything runs in the real Perl. */
  readonly compiles: boolean;
  readonly surroundings: Surroundings;
  /** Told before a call, when one before has been asked whether it takes too long: time counts anew. */
  callBegins?(): void;
}

export { CallStopped };

/** Programs that come again (`=( )`, eval) are kept by their text. */
const PROGRAMS_MAX = 1000;
/** Longer programs are rather data, new each time. */
const PROGRAM_LENGTH_MAX = 20_000;

/** Whether something handles warnings or deaths of all code. */
const HANDLERS = "(grep { defined($_) } @SIG{qw(__WARN__ __DIE__)}) ? 1 : 0";

const YES: PerlOutcome<readonly PerlResult[]> = { ok: true, value: ["1"] };
const NO: PerlOutcome<readonly PerlResult[]> = { ok: true, value: [""] };

export class PerlRouter implements PerlHost {
  private readonly options: RouterOptions;
  private readonly state: State;
  private readonly snippets = new Map<string, Snippet>();
  private readonly functions = new WeakMap<Code, CompiledFunction>();
  /** Functions of the real Perl that load modules. */
  private readonly loading = new WeakMap<CodeReference, Snippet>();
  private readonly addresses = new WeakMap<object, string>();
  private entries = new Map<MatchVariables, EntryHash>();
  /** The one that was passed last. */
  private lastEntry: EntryHash | null = null;
  private changesTold = 0;
  /** How often something changed that decides where code runs. */
  private changes = 1;
  private nextAddress = 0x55d0c8a00000;
  private evaluations = 0;
  /** Package variables live in the real Perl. */
  private globalsMoved = false;
  /** Functions that share something with package variables, and have to move with them. */
  private movable: WeakRef<CompiledFunction>[] = [];
  /** Why the last call that gave up did so. */
  private gaveUpFor = "";
  /** Code in the real Perl has set `$SIG{__WARN__}` or `$SIG{__DIE__}`. */
  private handlersSet = false;

  constructor(options: RouterOptions) {
    this.options = options;
    this.state = new State(options.surroundings);
  }

  compileFunction(source: string): PerlOutcome<CodeReference> {
    const snippet = this.analyse(source, true);
    if (!this.isCompiled(snippet)) return this.compileThere(snippet);
    snippet.place.evaluation = ++this.evaluations;
    const outcome = this.run(snippet, "scalar");
    if (outcome === null) return this.really(snippet, (real) => real.compileFunction(source));
    if (!outcome.ok) return outcome;
    const [value] = outcome.value;
    if (value instanceof CompiledFunction) return { ok: true, value };
    return { ok: false, message: "the code does not yield a code reference" };
  }

  call(
    code: CodeReference,
    parameters: readonly PerlArgument[],
    context: PerlContext,
  ): PerlOutcome<readonly PerlResult[]> {
    if (!(code instanceof CompiledFunction)) {
      return this.really(this.loading.get(code) ?? null, (real) => real.call(code, parameters, context));
    }
    const { snippet } = code;
    // Hot: what decides where code runs rarely changes.
    if (code.checkedAt !== this.changes) {
      if (!this.isCompiled(snippet)) return this.callTwin(code, parameters, context);
      code.checkedAt = this.changes;
    }
    const want = context === "list" ? LIST : SCALAR;
    let outcome: PerlOutcome<readonly PerlResult[]> | null;
    this.begin();
    try {
      outcome = this.results(code.body(this.values(parameters), want), want, snippet);
    } catch (error) {
      outcome = this.failure(error, code.code.place ?? snippet.place, snippet);
    }
    return outcome ?? this.callTwin(code, parameters, context);
  }

  private compileThere(snippet: Snippet): PerlOutcome<CodeReference> {
    const outcome = this.really(snippet, (real) => real.compileFunction(snippet.source));
    if (outcome.ok && snippet.looksAtHandlers > 0) this.loading.set(outcome.value, snippet);
    return outcome;
  }

  evaluate(source: string, context: PerlContext): PerlOutcome<readonly PerlResult[]> {
    const snippet = this.analyse(source, false);
    if (!this.isCompiled(snippet)) return this.really(snippet, (real) => real.evaluate(source, context));
    snippet.place.evaluation = ++this.evaluations;
    return this.run(snippet, context) ?? this.really(snippet, (real) => real.evaluate(source, context));
  }

  compileRegExp(source: string): PerlOutcome<CompiledRegExp> {
    return this.options.real?.compileRegExp(source) ?? needsPerl("a regular expression");
  }

  lackingFor(program: string): string | null {
    if (this.options.real !== null) return null;
    return this.verdict(withoutMatchVariables(program)).reason;
  }

  forgetEntries(): void {
    if (this.entries.size > 0) this.entries.clear();
    this.lastEntry = null;
    this.options.real?.forgetEntries();
  }

  /** Null: it gave up. */
  private run(snippet: Snippet, context: PerlContext): PerlOutcome<readonly PerlResult[]> | null {
    const want = context === "list" ? LIST : SCALAR;
    this.begin();
    let outcome: PerlOutcome<readonly PerlResult[]> | null;
    try {
      snippet.program ??= (snippet.compiled as CompiledPerl).instantiate(this.state, snippet.place);
      outcome = this.results(snippet.program(want), want, snippet);
    } catch (error) {
      outcome = this.failure(error, snippet.place, snippet);
    }
    return outcome;
  }

  private begin(): void {
    const { state } = this;
    state.dirty = false;
    state.error = "";
    state.depth = 0;
    if (!state.wasLookedAt) return;
    state.wasLookedAt = false;
    this.options.callBegins?.();
  }

  private analyse(source: string, isFunction: boolean): Snippet {
    const key = (isFunction ? "f" : "p") + source;
    let snippet = this.snippets.get(key);
    if (snippet !== undefined) return snippet;
    const place = { evaluation: 0, line: 1 };
    // When it is compiled, and when it is called.
    const looksAtHandlers = loadsModules(source) ? 2 : 0;
    snippet = { source, place, program: null, isLeft: false, looksAtHandlers, ...this.verdict(source) };
    // A function's snippet is a new one each time: what its program declares belongs to it alone.
    if (!isFunction && source.length <= PROGRAM_LENGTH_MAX) {
      if (this.snippets.size >= PROGRAMS_MAX) this.snippets.clear();
      this.snippets.set(key, snippet);
    }
    return snippet;
  }

  private verdict(source: string): Pick<Snippet, "compiled" | "reason" | "offset"> {
    if (!this.options.compiles) return { compiled: null, reason: "the compiler is switched off", offset: 0 };
    const compilation = compilePerl(source);
    const { reason, offset } = explanationOf(compilation);
    return { compiled: reason === null && compilation.kind === "compiled" ? compilation : null, reason, offset };
  }

  private isCompiled(snippet: Snippet): boolean {
    const { compiled } = snippet;
    if (compiled === null || snippet.isLeft) return false;
    if (this.handlersSet && canMoveAlone(compiled)) return false;
    return !(this.globalsMoved && compiled.globals.length > 0);
  }

  /** Asks the real Perl. Whatever it runs may use package variables, so they live there from now on. */
  private really<Result>(snippet: Snippet | null, ask: (real: PerlHost) => PerlOutcome<Result>): PerlOutcome<Result> {
    const { real } = this.options;
    if (real === null) return needsPerl(snippet?.reason ?? this.gaveUpFor);
    if (snippet !== null && (snippet.compiled === null || snippet.compiled.globals.length > 0)) {
      const failure = this.moveGlobals(real);
      if (failure !== null) return failure;
      this.noteHandlers(setsHandlers(snippet.source));
    }
    this.tellChanges(real);
    const outcome = ask(real);
    if (snippet !== null && snippet.looksAtHandlers > 0) this.lookAtHandlers(real, snippet);
    return outcome;
  }

  /** What a module has set cannot be read from the code that loads it. */
  private lookAtHandlers(real: PerlHost, snippet: Snippet): void {
    snippet.looksAtHandlers--;
    if (this.handlersSet) return;
    const outcome = real.evaluate(HANDLERS, "scalar");
    this.noteHandlers(outcome.ok && outcome.value[0] === "1");
  }

  private noteHandlers(areSet: boolean): void {
    if (!areSet) return;
    this.handlersSet = true;
    this.changes++;
  }

  private moveGlobals(real: PerlHost): PerlOutcome<never> | null {
    if (this.globalsMoved) return null;
    this.globalsMoved = true;
    this.changes++;
    const functions = this.movable.flatMap((reference) => reference.deref() ?? []);
    this.movable = [];
    const source = transferSource(
      this.state,
      functions.map(({ code }) => code),
    );
    if (source === null) return null;
    const outcome = real.evaluate(source, functions.length === 0 ? "scalar" : "list");
    if (!outcome.ok) return outcome;
    functions.forEach((moved, index) => {
      const value = outcome.value[index];
      if (typeof value === "object" && value.kind === "code") moved.twin = { ok: true, value };
    });
    return null;
  }

  private noteMovable(function_: CompiledFunction): void {
    const { movable } = this;
    const { length } = movable;
    // A power of two: now and then those that nobody has any more are left out.
    if (length > 8 && (length & (length - 1)) === 0) {
      this.movable = movable.filter((reference) => reference.deref() !== undefined);
    }
    this.movable.push(new WeakRef(function_));
  }

  /** The real Perl keeps copies of entries. */
  private tellChanges(real: PerlHost): void {
    if (this.changesTold === EntryHash.changes) return;
    this.changesTold = EntryHash.changes;
    real.forgetEntries();
  }

  private callTwin(
    code: CompiledFunction,
    parameters: readonly PerlArgument[],
    context: PerlContext,
  ): PerlOutcome<readonly PerlResult[]> {
    const { snippet } = code;
    if (code.twin === null && snippet.compiled?.isPlainSub !== true) {
      return { ok: false, message: "it gave up, and cannot be made anew in Perl" };
    }
    code.twin ??= this.really(snippet, (real) => real.compileFunction(snippet.source));
    const { twin } = code;
    return twin.ok ? this.really(snippet, (real) => real.call(twin.value, parameters, context)) : twin;
  }

  /** What an exception means; null: the code gave up and the real Perl has to do it. */
  private failure(error: unknown, place: Place, snippet: Snippet): PerlOutcome<never> | null {
    if (error instanceof Death) return { ok: false, message: this.plainText(error.value).replace(/\n$/, "") };
    if (error instanceof Fault) return { ok: false, message: placed(error.message, place).trimEnd() };
    if (error instanceof CallStopped) return { ok: false, message: error.message };
    const reason = reasonOf(error);
    this.gaveUpFor = reason;
    if (!this.state.dirty) return null;
    snippet.isLeft = this.options.real !== null && canMoveAlone(snippet.compiled as CompiledPerl);
    this.changes++;
    const outlook = snippet.isLeft ? "; from now on it runs there" : "";
    return { ok: false, message: `it cannot go on exactly as in Perl: ${reason}${outlook}` };
  }

  /** Hot: most functions have one parameter. */
  private values(parameters: readonly PerlArgument[]): Value[] {
    const { length } = parameters;
    if (length === 1) return [this.argument(parameters[0])];
    const values: Value[] = new Array(length);
    for (let at = 0; at < length; at++) values[at] = this.argument(parameters[at]);
    return values;
  }

  private argument(parameter: PerlArgument): Value {
    if (typeof parameter === "string" || parameter === undefined) return parameter;
    switch (parameter.kind) {
      case "entry":
        return this.entryHash(parameter.entry);
      case "list":
        return [...parameter.values];
      case "code":
        if (parameter instanceof CompiledFunction && parameter.code.origin?.mayBePassedOn === true)
          return parameter.code;
        throw new GiveUp("a function of the real Perl");
    }
  }

  /** Within an event the same entry is the same hash. */
  private entryHash(entry: MatchVariables): EntryHash {
    if (this.lastEntry !== null && this.lastEntry.entry === entry) return this.lastEntry;
    let hash = this.entries.get(entry);
    if (hash === undefined) {
      hash = new EntryHash(entry);
      this.entries.set(entry, hash);
    }
    this.lastEntry = hash;
    return hash;
  }

  private results(result: unknown, want: 0 | 1, snippet: Snippet): PerlOutcome<readonly PerlResult[]> {
    if (want === SCALAR) return this.only(result as Value, snippet);
    const values = result as Value[];
    if (values.length === 1) return this.only(values[0], snippet);
    return { ok: true, value: values.map((value) => this.result(value, false, snippet)) };
  }

  /** Hot: most code tells whether something holds. */
  private only(value: Value, snippet: Snippet): PerlOutcome<readonly PerlResult[]> {
    if (value === 1) return YES;
    if (value === "") return NO;
    return { ok: true, value: [this.result(value, true, snippet)] };
  }

  private result(value: Value, isOnly: boolean, snippet: Snippet): PerlResult {
    if (typeof value === "string" || value === undefined) return value;
    if (typeof value === "number") return textOf(value);
    if (isOnly && isHash(value)) {
      const entries: [string, PerlValue][] = [];
      for (const [key, item] of value.entries()) {
        entries.push([key, typeof item === "string" ? item : this.scalar(item, snippet)]);
      }
      return new HashResult(entries, () => this.plainText(value));
    }
    return this.scalar(value, snippet);
  }

  private scalar(value: Value, snippet: Snippet): PerlValue {
    if (value === undefined) return undefined;
    return value instanceof Code ? this.functionOf(value, snippet) : this.plainText(value);
  }

  private functionOf(code: Code, snippet: Snippet): CompiledFunction {
    let known = this.functions.get(code);
    if (known === undefined) {
      if (code.place === null) throw new GiveUp("a function that is not defined yet");
      known = new CompiledFunction(code, snippet, this.address(code));
      this.functions.set(code, known);
      const { compiled } = snippet;
      if (compiled !== null && compiled.globals.length > 0 && !compiled.isPlainSub) this.noteMovable(known);
    }
    return known;
  }

  private plainText(value: Value): string {
    if (typeof value !== "object" || value instanceof Pattern) return textOf(value);
    return this.address(value);
  }

  /** What Perl would print: no address is ever the same, so any will do. */
  private address(object: Exclude<Value, undefined | string | number | bigint>): string {
    let address = this.addresses.get(object);
    if (address === undefined) {
      const type = object instanceof Box ? "SCALAR" : refType(object);
      this.nextAddress += 24;
      address = `${type}(0x${this.nextAddress.toString(16)})`;
      this.addresses.set(object, address);
    }
    return address;
  }
}
