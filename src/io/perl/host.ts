/** The real Perl behind the interface PerlHost (manual: PERL INTEGRATION; docs/perl.md). */
import type { Signal } from "../../engine/ports.js";
import type { CodeReference, PerlArgument, PerlContext, PerlHost, PerlOutcome, PerlResult } from "../../perl/host.js";
import type { CompiledRegExp } from "../../regexp/index.js";
import { CoProcess, PerlGone } from "./co-process.js";
import {
  type Definition,
  type Read,
  readNothing,
  readTruth,
  type Write,
  writeDefinition,
  writeFlush,
} from "./definitions.js";
import { PassedEntries } from "./entries.js";
import { Handles } from "./handles.js";
import { isInstalled, memoryMaxDefault, type PerlOptions } from "./options.js";
import { type FrameReader, FrameWriter } from "./protocol.js";
import { answerRequest } from "./requests.js";
import { runHandler } from "./signal-handlers.js";
import { readMatch, readResult, writeCall } from "./values.js";
import { Watch } from "./watchdog.js";
import { WORKER } from "./worker.js";

export type { PerlOptions } from "./options.js";
export type { Contexts } from "./requests.js";

/** The first handle that Perl gives to functions that code returns; ours are below. */
const FIRST_RETURNED_HANDLE = 2 ** 31;

/** Seconds that Perl has to start, however short the limit of a call is. */
const START_SECONDS_MAX = 30;
/** Milliseconds after which a Perl that could not be started again is tried anew. */
const RESTART_AFTER_MS = 1000;

export class RealPerl implements PerlHost {
  private readonly options: PerlOptions;
  private readonly frames = new FrameWriter();
  private readonly handles = new Handles();
  private readonly entries = new PassedEntries();
  private readonly definitions = new Map<number, Definition>();
  private process: CoProcess | null = null;
  private watch: Watch | null = null;
  private nextHandle = 1;
  private nextReturnedHandle = FIRST_RETURNED_HANDLE;
  /** The time that Perl has been told. */
  private toldTime: number | null = null;
  private mustForgetEntries = false;
  private isBusy = false;
  private hasPrinted = false;
  /** Why no Perl can be had (any more); null while it can. */
  private reason: string | null = null;
  private hasStarted = false;
  /** It could not be started again: why, and when that was (milliseconds). */
  private failedStart: { readonly why: string; at: number } | null = null;
  /** The last request was over a limit. */
  private wasStopped = false;
  /** Seconds a call may take; null: no limit. */
  private secondsMax: number | null;

  constructor(options: PerlOptions) {
    this.options = options;
    this.secondsMax = options.timeout === 0 ? null : options.timeout;
  }

  /** Seconds that a call may take from now on; 0: no limit. */
  set timeout(seconds: number) {
    this.secondsMax = seconds === 0 ? null : seconds;
    this.watch?.limit(this.secondsMax);
  }

  /** Whether there is a perl that can be run. Does not start it. */
  available(): boolean {
    if (this.reason === null && !this.hasStarted && !isInstalled(this.options.perl ?? "perl")) {
      this.reason = `no program ${this.options.perl ?? "perl"} is installed`;
    }
    return this.reason === null;
  }

  /** Why Perl cannot be had; null when it can, or when nobody has tried. */
  get unavailableReason(): string | null {
    return this.reason;
  }

  compileFunction(source: string): PerlOutcome<CodeReference> {
    const handle = this.nextHandle++;
    const outcome = this.ask(writeDefinition("F", handle, source), (answer) => this.readResults(answer));
    if (!outcome.ok) return outcome;
    this.definitions.set(handle, { operation: "F", source });
    return { ok: true, value: this.handles.reference(handle, String(outcome.value[0])) };
  }

  call(
    code: CodeReference,
    parameters: readonly PerlArgument[],
    context: PerlContext,
  ): PerlOutcome<readonly PerlResult[]> {
    return this.ask(
      (frames) => writeCall(frames, code, parameters, context, this.entries),
      (answer) => this.readResults(answer),
    );
  }

  evaluate(source: string, context: PerlContext): PerlOutcome<readonly PerlResult[]> {
    return this.ask(
      (frames) => {
        frames.begin("E");
        frames.byte(context === "list" ? 1 : 0);
        frames.rest(source);
        frames.end();
      },
      (answer) => this.readResults(answer),
    );
  }

  compileRegExp(source: string): PerlOutcome<CompiledRegExp> {
    const handle = this.nextHandle++;
    const outcome = this.ask(writeDefinition("Q", handle, source), readNothing);
    if (!outcome.ok) return outcome;
    this.definitions.set(handle, { operation: "Q", source });
    const value: CompiledRegExp & { wasStopped: boolean } = {
      source,
      engine: "perl",
      wasStopped: false,
      match: (subject) => this.match(value, writeDefinition("M", handle, subject), readMatch) ?? null,
      test: (subject) => this.match(value, writeDefinition("T", handle, subject), readTruth) ?? false,
    };
    this.handles.keepFor(value, handle);
    return { ok: true, value };
  }

  forgetEntries(): void {
    if (this.entries.isEmpty) return;
    this.entries.clear();
    this.mustForgetEntries = true;
  }

  /**
   * Writes out what print() has collected. The reference does so whenever it starts a
   * child, and so must we for the order of outputs to be the same.
   */
  flush(): void {
    if (this.process !== null && this.hasPrinted) this.ask(writeFlush, readNothing);
    this.hasPrinted = false;
  }

  /** Runs what code has put into `$SIG{...}` instead of the correlator's own handler. False: there is no such thing. */
  handlesSignal(signal: Signal): boolean {
    return this.process !== null && runHandler(this, signal, this.options.log);
  }

  /** Ends Perl: END blocks run, its output is written. The host cannot be used any more. */
  close(): void {
    this.reason ??= "Perl is not run any more";
    this.endProcess();
  }

  private match<Value>(regexp: { source: string; wasStopped: boolean }, write: Write, read: Read<Value>) {
    this.wasStopped = false;
    const outcome = this.ask(write, read);
    regexp.wasStopped = this.wasStopped;
    if (outcome.ok) return outcome.value;
    if (!this.wasStopped) this.options.log(2, `"${regexp.source}" is treated as no match: ${outcome.message}`);
    return undefined;
  }

  private readResults(answer: FrameReader): readonly PerlResult[] {
    const results: PerlResult[] = [];
    for (let count = answer.number(); count > 0; count--) results.push(readResult(answer, this.referenceTo));
    this.entries.readChanges(answer);
    return results;
  }

  private readonly referenceTo = (handle: number, text: string): CodeReference => {
    this.nextReturnedHandle = Math.max(this.nextReturnedHandle, handle + 1);
    return this.handles.reference(handle, text);
  };

  /**
   * One request and its answer. A process that was found dead before it could read the
   * request is replaced and asked again; one that dies over it is a failure.
   */
  private ask<Value>(write: Write, read: Read<Value>): PerlOutcome<Value> {
    if (this.isBusy) return { ok: false, message: "Perl code is being run already" };
    this.isBusy = true;
    try {
      if (this.process !== null && !this.trySend(write)) this.lose();
      if (this.process === null) {
        if (!this.start()) return { ok: false, message: this.reason ?? this.failedStart?.why ?? "Perl does not start" };
        if (!this.trySend(write)) return { ok: false, message: this.lose() };
      }
      return this.receive(read);
    } catch (error) {
      if (error instanceof PerlGone) return { ok: false, message: this.lose() };
      throw error;
    } finally {
      this.isBusy = false;
    }
  }

  /** False when the process is gone and has not read the request. */
  private trySend(write: Write): boolean {
    const { frames, options } = this;
    options.flushOutput();
    this.writeNews();
    write(frames);
    this.hasPrinted = true;
    this.watch?.callBegins();
    try {
      (this.process as CoProcess).send(frames);
      return true;
    } catch {
      return false;
    }
  }

  /** What Perl has to know before the next call. */
  private writeNews(): void {
    const { frames, handles, options } = this;
    if (options.clock !== null) {
      const now = options.clock();
      if (now !== this.toldTime) this.writeTime(now);
    }
    if (this.mustForgetEntries) {
      frames.begin("D");
      frames.end();
      this.mustForgetEntries = false;
    }
    if (handles.hasReleased) {
      frames.begin("R");
      for (const handle of handles.takeReleased()) {
        this.definitions.delete(handle);
        frames.number(handle);
      }
      frames.end();
    }
  }

  private writeTime(now: number): void {
    this.frames.begin("N");
    this.frames.double(now);
    this.frames.end();
    this.toldTime = now;
  }

  private receive<Value>(read: Read<Value>): PerlOutcome<Value> {
    const perl = this.process as CoProcess;
    for (;;) {
      const answer = perl.receive();
      switch (answer.operation) {
        case "v":
        case "m":
          this.watch?.callEnds();
          return { ok: true, value: read(answer) };
        case "e": {
          this.watch?.callEnds();
          const message = answer.text();
          this.entries.readChanges(answer);
          return { ok: false, message };
        }
        case "x":
          return this.exit(answer.number());
        case "z":
          this.sleep(answer.double());
          break;
        case "q":
          this.raise(answer.rest() as Signal);
          break;
        default:
          if (answerRequest(answer, this.options.contexts, this.frames)) perl.send(this.frames);
      }
    }
  }

  /** The clock stands still while code runs, except when the code sleeps. */
  private sleep(seconds: number): void {
    const { clock, sleep } = this.options;
    sleep?.(seconds);
    this.writeTime(clock === null ? 0 : clock());
    this.process?.send(this.frames);
  }

  private raise(signal: Signal): void {
    if (this.options.raise !== undefined) this.options.raise(signal);
    else process.kill(process.pid, `SIG${signal}`);
  }

  private exit(status: number): PerlOutcome<never> {
    this.reason = "Perl code called exit()";
    this.endProcess();
    this.options.exit(status);
    return { ok: false, message: `exit(${status})` };
  }

  /** END blocks run within the limits of a call. */
  private endProcess(): void {
    this.watch?.callBegins();
    this.process?.finish();
    const stopped = this.stoppedBecause();
    if (stopped !== null) this.options.log(2, stopped);
    this.forgetProcess();
  }

  private forgetProcess(): void {
    this.watch?.end();
    this.watch = null;
    this.process = null;
    this.frames.clear();
    this.entries.clear();
    this.mustForgetEntries = false;
    this.toldTime = null;
  }

  /** A new process with all definitions; false when it cannot be had. */
  private start(): boolean {
    if (!this.available()) return false;
    const { failedStart } = this;
    if (failedStart !== null && performance.now() - failedStart.at < RESTART_AFTER_MS) return false;
    try {
      const perl = this.startProcess();
      this.greet(perl);
      this.hasStarted = true;
      for (const [handle, { operation, source }] of this.definitions) {
        if (!this.trySend(writeDefinition(operation, handle, source))) throw new PerlGone();
        this.receive(readNothing);
      }
      if (this.failedStart !== null) this.options.log(4, "Perl has been started again");
      this.failedStart = null;
      return this.reason === null;
    } catch (error) {
      this.process?.close();
      this.forgetProcess();
      const cause = error instanceof PerlGone ? "it ended at its start" : (error as Error).message;
      const why = `Perl cannot be started: ${cause}`;
      if (!this.hasStarted) this.reason = why;
      if (this.failedStart?.why !== why) this.options.log(2, this.hasStarted ? `${why}; it is tried again` : why);
      this.failedStart = { why, at: performance.now() };
      return false;
    }
  }

  /** Waits for its first word: a machine under load may take longer than a call may. */
  private greet(perl: CoProcess): void {
    const { watch, secondsMax } = this;
    watch?.limit(secondsMax === null ? null : Math.max(secondsMax, START_SECONDS_MAX));
    watch?.callBegins();
    perl.receive();
    watch?.callEnds();
    watch?.limit(secondsMax);
  }

  private startProcess(): CoProcess {
    const { options } = this;
    const program = options.program ?? { name: process.argv[1] ?? "evcorr", arguments: process.argv.slice(2) };
    const settings = [
      process.pid,
      process.ppid,
      options.clock === null ? "-" : options.clock(),
      options.contexts === null ? 0 : 1,
      this.nextReturnedHandle,
    ];
    this.process = new CoProcess({
      perl: options.perl ?? "perl",
      arguments: ["-e", WORKER, "--", ...settings.map(String), program.name, ...program.arguments],
      standardInput: "ignore",
      standardOutput: options.standardOutput ?? 1,
      standardError: options.standardError ?? 2,
    });
    this.watch = Watch.start(this.process.pid, {
      seconds: this.secondsMax,
      bytes: options.memoryMax === undefined ? memoryMaxDefault() : options.memoryMax,
    });
    return this.process;
  }

  /** The process has ended, or has to be ended; says why. */
  private lose(): string {
    const message = this.stoppedBecause() ?? "the Perl process has ended";
    this.process?.close();
    this.forgetProcess();
    this.options.log(2, `${message}; Perl is started anew when it is needed, variables set by Perl code are lost`);
    return message;
  }

  /** Which limit the process has been stopped for; null when for none. */
  private stoppedBecause(): string | null {
    const verdict = this.watch?.verdict ?? null;
    this.wasStopped = verdict !== null;
    if (verdict === null) return null;
    return verdict === "time"
      ? `Perl code ran for more than ${this.secondsMax} seconds and was stopped`
      : "Perl code used too much memory and was stopped";
  }
}

/** Perl is started when it is first needed. */
export function makePerlHost(options: PerlOptions): RealPerl {
  return new RealPerl(options);
}
