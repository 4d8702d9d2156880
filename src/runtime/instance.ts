/** A running correlator: engine, inputs, outputs and children joined, and its signals (manual: SIGNALS). */
import { writeFileSync } from "node:fs";
import { positionOf } from "../base/source.js";
import { Engine } from "../engine/index.js";
import type { Effects, LogLevel, Signal, TimeZone } from "../engine/ports.js";
import { restoreContext, saveContext } from "../engine/saved-contexts.js";
import { ScanAhead } from "../io/ahead/scan-ahead.js";
import { Children } from "../io/children.js";
import { type Clock, ManualClock } from "../io/clock.js";
import { Inputs } from "../io/inputs/index.js";
import { SystemNotifier } from "../io/inputs/watching.js";
import { Log, type StandardError } from "../io/log/index.js";
import { facilityNames, isFacility, SYSTEM_LOG, Syslog } from "../io/log/syslog.js";
import { OutputFiles } from "../io/outputs/files.js";
import { Sockets } from "../io/outputs/sockets.js";
import { pathOf } from "../io/path.js";
import { makePerlHost, type RealPerl } from "../io/perl/host.js";
import { protectMatches } from "../io/regexps.js";
import { type SendDatagram, ServiceManager, sendByProgram } from "../io/systemd.js";
import { UnixDatagrams } from "../io/unix-datagrams.js";
import { PerlRouter } from "../perl/router.js";
import { compileRegExp } from "../regexp/index.js";
import type { RuleSet } from "../rules/ast.js";
import { CallLimits } from "./call-limits.js";
import { cpuSeconds, LoadTimes, writeDump } from "./dump.js";
import { hasErrors, loadRuleSet } from "./load.js";
import { PendingSignals } from "./pending-signals.js";
import type { Settings } from "./settings.js";
import { WorldEffects } from "./world-effects.js";

export interface InstanceOptions {
  readonly clock: Clock;
  readonly zone: TimeZone;
  /** The descriptor that "-" means for outputs, and that children inherit. */
  readonly standardOutput: number;
  readonly logToStandardError: StandardError;
  /** Writes to standard error, or what stands for it. */
  readonly writeError?: (text: string) => void;
  /** Tells of a service manager that waits to hear from us. */
  readonly environment?: NodeJS.ProcessEnv;
  /** A file that stands for standard input, when it is not the process's own. */
  readonly standardInput?: string;
  /** Stands between the engine and the world, given the effects that would be carried out. */
  readonly effects?: (world: Effects) => Effects;
  /** Perl code sees the clock above instead of the real one. */
  readonly scripted: boolean;
  /** When there is nothing to do it waits to be told; otherwise it looks at all inputs in each step. */
  readonly waits: boolean;
  /** Reads the command line and resource file anew (HUP, ABRT). */
  readonly readSettings: (report: (problem: string) => void) => Settings;
  /** Called with each rule set that was loaded, to print its diagnostics. */
  readonly onRules?: (rules: RuleSet) => void;
}

/** Perl code called exit(): all work ends where it stands. The status is the instance's exitStatus. */
export class ExitRequested extends Error {}

export class Instance {
  settings: Settings;
  readonly engine: Engine;
  readonly inputs: Inputs;
  private readonly ahead: ScanAhead | null;
  readonly files: OutputFiles;
  readonly sockets: Sockets;
  readonly children: Children;
  readonly log: Log;
  readonly clock: Clock;
  readonly zone: TimeZone;
  rules: RuleSet = { files: [] };
  /** Set when it is to end: the exit status. */
  exitStatus: number | null = null;
  private readonly options: InstanceOptions;
  /** A service manager that wants to hear from us. */
  readonly service: ServiceManager | null;
  private readonly perl: RealPerl | null;
  private readonly callLimits = new CallLimits(() => this.settings.perlTimeout);
  /** Runs Perl code where it belongs. */
  private readonly router: PerlRouter;
  /** For the system's log and the service manager: what goes wrong there is not told to them. */
  private readonly datagrams: UnixDatagrams;
  private readonly signals = new PendingSignals();
  private readonly loadTimes = new LoadTimes();

  constructor(settings: Settings, options: InstanceOptions) {
    const { clock, zone, standardOutput } = options;
    this.settings = settings;
    this.options = options;
    this.clock = clock;
    this.zone = zone;
    this.log = new Log({
      clock,
      zone,
      verbosity: verbosityOf(settings),
      standardError: options.logToStandardError,
      writeError: options.writeError ?? (() => {}),
    });
    const log = this.log.write.bind(this.log);
    this.files = new OutputFiles(standardOutput, log, {
      now: () => clock.now(),
      retries: options.waits,
      // What Perl code has printed is written at the same moments as in the reference.
      onOpen: () => this.perl?.flush(),
    });
    this.sockets = new Sockets(settings.socketTimeout, log, () => clock.now());
    this.children = new Children(standardOutput, log);
    this.children.limits = settings;
    protectMatches(settings.regexpTimeout);
    // Under a scripted clock all is done in one thread, so that it is done in one order.
    this.ahead = settings.threads && options.waits ? new ScanAhead((message) => this.log.write(3, message)) : null;
    this.inputs = new Inputs(settings, {
      standardInput: options.standardInput,
      notifier: options.waits ? new SystemNotifier((reason) => this.log.write(3, notWatched(reason))) : null,
      ahead: this.ahead,
      log,
      onTimeout: (name, silent) => this.runTimeoutScript(name, silent),
      onGone: (name) => this.engine.forgetInput(name),
    });
    this.perl = this.makePerl();
    this.datagrams = new UnixDatagrams((level, message) => this.log.writeLocally(level, message));
    const send: SendDatagram = this.perl === null ? sendByProgram : (path, data) => this.datagrams.send(path, data);
    this.service = ServiceManager.of(options.environment ?? {}, process.pid, send);
    const { files, sockets, children, inputs } = this;
    const raise = (signal: Signal): void => this.raise(signal);
    const effects = new WorldEffects({
      log: this.log,
      files,
      sockets,
      children,
      inputs,
      clock,
      raise,
      perl: this.perl,
    });
    this.router = new PerlRouter({
      real: this.perl,
      compiles: settings.perlCompile,
      surroundings: { now: () => clock.now(), localTime: zone, checkLimits: () => this.callLimits.check() },
      callBegins: () => this.callLimits.begin(),
    });
    this.engine = new Engine(options.effects?.(effects) ?? effects, zone, this.router, compileRegExp);
    inputs.passBy(this.engine);
    this.loadTimes.started = clock.now();
  }

  /** Opens the log, or opens it anew. */
  openLog(): void {
    const { log, logFormat, syslog } = this.settings;
    this.log.format = logFormat;
    this.log.open(log);
    this.log.syslog?.close();
    this.log.syslog = null;
    if (syslog === null) return;
    if (isFacility(syslog)) this.log.syslog = new Syslog(syslog, this.datagrams, SYSTEM_LOG);
    else this.log.write(2, `--syslog: "${syslog}" is no facility, use one of ${facilityNames().join(", ")}`);
  }

  /** Loads the rules; false when some of them are faulty. */
  loadRules(previous?: RuleSet): boolean {
    this.rules = loadRuleSet(this.settings.conf, this.compilers(), previous);
    this.loadTimes.note(this.rules.files, this.clock.now());
    this.engine.core.cpuTime = this.settings.ruleperf ? cpuSeconds : null;
    this.options.onRules?.(this.rules);
    for (const file of this.rules.files) {
      const isKept = previous?.files.includes(file) === true;
      if (!isKept) this.log.write(4, `${file.rules.length} rules loaded from ${file.name}`);
      for (const { message, severity, span } of file.diagnostics) {
        const line = span === null ? "" : `:${positionOf(span.file, span.start).line}`;
        const text = `${file.name}${line}: ${message}`;
        const level = severity === "error" ? 2 : 3;
        if (this.options.onRules === undefined) this.log.write(level, text);
        else this.log.writeToFile(level, text);
      }
    }
    return !hasErrors(this.rules);
  }

  /** After loadRules(): opens the inputs and makes the first event. */
  start(): void {
    if (this.settings.pid !== null) this.writePid(this.settings.pid);
    this.engine.load(this.rules, this.settings);
    this.inputs.openAll(this.clock.now());
    this.internalEvent("SEC_STARTUP");
    this.service?.ready(this.status);
  }

  private get status(): string {
    const rules = this.rules.files.reduce((sum, file) => sum + file.rules.length, 0);
    return `${rules} rules of ${this.rules.files.length} files`;
  }

  raise(signal: Signal): void {
    this.signals.raise(signal);
  }

  /** True: there were some. */
  handleSignals(): boolean {
    return this.signals.handleAll((signal) => {
      if (this.exitStatus !== null || this.perl?.handlesSignal(signal) === true) return;
      this.log.write(4, `SIG${signal} received`);
      HANDLERS[signal](this);
    });
  }

  internalEvent(name: string): void {
    if (!this.settings.intevents) return;
    try {
      this.engine.internalEvent(name, this.clock.now());
    } catch (error) {
      if (!(error instanceof ExitRequested)) throw error;
    }
  }

  fullRestart(): void {
    this.service?.reloading(monotonicMicroseconds());
    this.internalEvent("SEC_PRE_RESTART");
    this.closeOutputs();
    if (this.settings.childterm) this.children.terminate();
    this.takeSettings();
    this.openLog();
    this.loadRules();
    this.engine.load(this.rules, this.settings);
    this.inputs.restart(this.settings, this.clock.now());
    this.internalEvent("SEC_RESTART");
    this.service?.ready(this.status);
  }

  softRestart(): void {
    this.service?.reloading(monotonicMicroseconds());
    this.internalEvent("SEC_PRE_SOFTRESTART");
    this.closeOutputs();
    this.takeSettings();
    this.openLog();
    this.loadRules(this.rules);
    this.engine.reload(this.rules, this.settings);
    this.inputs.refresh(this.settings, this.settings.keepopen, this.clock.now());
    this.internalEvent("SEC_SOFTRESTART");
    this.service?.ready(this.status);
  }

  /** The command line and the resource file are read anew; a level that SIGINT has set is over. */
  private takeSettings(): void {
    this.settings = this.options.readSettings((problem) => this.log.write(2, problem));
    this.log.verbosity = verbosityOf(this.settings);
    this.sockets.timeout = this.settings.socketTimeout;
    this.children.limits = this.settings;
    protectMatches(this.settings.regexpTimeout);
    if (this.perl !== null) this.perl.timeout = this.settings.perlTimeout;
  }

  rotateLogs(): void {
    this.internalEvent("SEC_PRE_LOGROTATE");
    this.openLog();
    this.closeOutputs();
    this.internalEvent("SEC_LOGROTATE");
  }

  dump(): void {
    writeDump(this, this.loadTimes);
  }

  terminate(status: number): void {
    this.internalEvent("SEC_SHUTDOWN");
    this.exitStatus ??= status;
  }

  /** Before close(): outputs that are slow or in trouble get this time to take what waits for them. */
  async endOutputs(milliseconds: number): Promise<void> {
    this.closeOutputs();
    await Promise.all([this.files.drain(milliseconds), this.sockets.drain(milliseconds)]);
  }

  /** Releases everything; children get SIGTERM with --childterm. */
  close(): void {
    this.files.flush();
    this.children.close();
    if (this.settings.childterm) this.children.terminate();
    this.inputs.close();
    this.ahead?.close();
    this.closeOutputs();
    this.perl?.close();
    this.log.close();
  }

  private closeOutputs(): void {
    this.files.closeAll();
    this.sockets.closeAll();
  }

  private compilers() {
    return { regexp: compileRegExp, perl: this.router, bufsize: this.settings.bufsize };
  }

  private writePid(file: string): void {
    try {
      writeFileSync(pathOf(file), `${process.pid}\n`);
    } catch (error) {
      this.log.write(1, `cannot write the pid file ${file}: ${(error as Error).message}`);
      this.exitStatus = 1;
    }
  }

  private runTimeoutScript(name: string, silent: boolean): void {
    if (this.settings.timeoutScript === null) return;
    const words = [this.settings.timeoutScript, silent ? "1" : "0", name];
    this.files.flush();
    this.children.start({ shell: false, arguments: words }, { input: null, events: undefined, script: null });
  }

  private restoreContext(name: string, state: string): void {
    const { contexts: table, files } = this.engine.core;
    if (restoreContext({ table, files, now: this.clock.now() }, name, state)) return;
    this.log.write(3, `context "${name}" is restored without its action list: no rule has that list now`);
  }

  private makePerl(): RealPerl | null {
    const contexts = () => this.engine.core.contexts;
    const perl = makePerlHost({
      standardOutput: this.options.standardOutput,
      flushOutput: () => this.files.flush(),
      exit: (status) => {
        this.exitStatus = status;
        throw new ExitRequested();
      },
      raise: (signal) => this.raise(signal),
      sleep: (seconds) => {
        if (this.clock instanceof ManualClock) this.clock.advance(Math.max(0, Math.floor(seconds)));
      },
      clock: this.options.scripted ? () => this.clock.now() : null,
      timeout: this.settings.perlTimeout,
      contexts: {
        names: () => [...contexts().names()],
        get: (name) => {
          const context = contexts().get(name);
          return context === undefined ? undefined : saveContext(context);
        },
        set: (name, state) => this.restoreContext(name, state),
        delete: (name) => contexts().removeNamed(name),
      },
      log: (level, message) => this.log.write(level, message),
    });
    return perl.available() ? perl : null;
  }
}

function verbosityOf({ debug }: Settings): LogLevel {
  return Math.min(6, Math.max(1, debug)) as LogLevel;
}

/** CLOCK_MONOTONIC, as sd_notify(3) wants it. */
function monotonicMicroseconds(): bigint {
  return process.hrtime.bigint() / 1000n;
}

function notWatched(reason: string): string {
  return `changes of some inputs are not notified, they are polled: ${reason}`;
}

const HANDLERS: Readonly<Record<Signal, (instance: Instance) => void>> = {
  HUP: (instance) => instance.fullRestart(),
  ABRT: (instance) => instance.softRestart(),
  USR1: (instance) => instance.dump(),
  USR2: (instance) => instance.rotateLogs(),
  INT: (instance) => instance.log.cycleVerbosity(),
  TERM: (instance) => instance.terminate(0),
};
