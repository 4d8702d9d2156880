/**
 * Replays logs: the clock is driven by the times in them. It jumps from line to line, and
 * stops on the way at each second in which the engine has something to do:
 *
 *     line      work    work       line
 *     ──┼────────┼───────┼──────────┼──▶   the same as if every second had been ticked
 *
 * Unless actions are to be run nothing touches the world, and nothing outside of the logs,
 * the rules and their Perl code has a say in what comes out.
 */
import type { Seconds } from "../base/seconds.js";
import type { Engine } from "../engine/engine.js";
import type { LineHits, LineSource } from "../engine/face.js";
import type { TimeZone } from "../engine/ports.js";
import { ManualClock, SYSTEM_CLOCK } from "../io/clock.js";
import { LogFile, type LogOptions } from "../io/logs/log-file.js";
import { MergedLogs } from "../io/logs/merge.js";
import { MICROSECONDS } from "../logtime/index.js";
import type { RuleSet } from "../rules/ast.js";
import { ExitRequested, Instance } from "./instance.js";
import { hearChildren } from "./loop.js";
import { LateFilter } from "./replay/late-filter.js";
import { EXTRA_LINE, type ReplayObserver, secondOfLine } from "./replay/observer.js";
import { Rehearsal, type RehearsedAction } from "./replay/rehearsal.js";
import { isStoppedBefore } from "./replay/stop.js";
import { openIn, type Summary } from "./replay/summary.js";
import { Witness } from "./replay/witness.js";
import { CHILD_MS_MAX, isWaiting, waitForChildren } from "./scripted.js";
import type { Settings } from "./settings.js";

export interface ReplayOptions {
  readonly logs: readonly { readonly name: string; readonly context: string | null }[];
  readonly times: Omit<LogOptions, "now" | "zone" | "maxLine" | "filter">;
  readonly zone: TimeZone;
  readonly runActions: boolean;
  /** Seconds that the clock goes on after the last line. */
  readonly drain: Seconds;
  readonly readSettings: () => Settings;
  /** Called with each rule set that was loaded, to print its diagnostics. */
  readonly onRules: (rules: RuleSet) => void;
  readonly onAction: (action: RehearsedAction) => void;
  /** Called every now and then. */
  readonly onProgress: (lines: number, now: Seconds) => void;
  /** Who looks on; not with runActions. */
  readonly observer?: ReplayObserver;
  /** Nobody wants more: the rest of the logs is left out. */
  readonly stop?: AbortSignal;
  /** One more line, which comes after those of the logs, at the second that it says or the clock's. */
  readonly extraLine?: string;
  /** For standard error: what must be known, and what went wrong. */
  readonly say: (text: string) => void;
}

export interface ReplayResult {
  readonly exitStatus: number;
  /** Null: it did not begin. */
  readonly summary: Summary | null;
}

/** Lines between two calls of onProgress. */
const PROGRESS_LINES = 4096;
/** Synthetic events that may follow one another in one second. */
const EVENTS_MAX = 1_000_000;

export async function replay(settings: Settings, options: ReplayOptions): Promise<ReplayResult> {
  const { zone, say } = options;
  const now = SYSTEM_CLOCK.now();
  const { maxLine } = settings;
  const filter = new LateFilter();
  const files = options.logs.map((log) => new LogFile(log, { ...options.times, zone, now, maxLine, filter }));
  const logs = new MergedLogs(files);
  if (await isStoppedBefore(logs.open(), options.stop)) return { exitStatus: 0, summary: null };
  const faults = files.flatMap(({ fault }) => (fault === null ? [] : [fault]));
  for (const fault of faults) say(fault);
  if (faults.length > 0) return { exitStatus: 1, summary: null };
  const run = new Replay(settings, options, logs, files);
  filter.engine = run.engine;
  return run.run();
}

class Replay {
  private readonly settings: Settings;
  private readonly options: ReplayOptions;
  private readonly logs: MergedLogs;
  private readonly files: readonly LogFile[];
  private readonly clock: ManualClock;
  private readonly instance: Instance;
  private readonly witness = new Witness();
  private readonly actions = new Map<string, number>();
  private readonly notes = new Set<string>();
  private lines = 0;
  private progressAt = PROGRESS_LINES;
  private matched = 0;
  private lastTick: Seconds;

  constructor(settings: Settings, options: ReplayOptions, logs: MergedLogs, files: readonly LogFile[]) {
    this.settings = settings;
    this.options = options;
    this.logs = logs;
    this.files = files;
    const first = logs.next();
    this.clock = new ManualClock(first instanceof LogFile ? secondOf(first) : (this.extraSecond() ?? 0));
    this.lastTick = this.clock.now();
    this.instance = this.makeInstance();
  }

  get engine(): Engine {
    return this.instance.engine;
  }

  async run(): Promise<ReplayResult> {
    const { instance, clock } = this;
    instance.openLog();
    const good = instance.loadRules();
    if (this.settings.testonly) {
      instance.close();
      return { exitStatus: good ? 0 : 1, summary: null };
    }
    const first = clock.now();
    const isEmpty = this.logs.next() === null && this.options.extraLine === undefined;
    try {
      if (!isEmpty) await this.work();
    } catch (error) {
      if (!(error instanceof ExitRequested)) throw error;
    }
    const exitStatus = instance.exitStatus ?? 0;
    const summary = this.summarize(isEmpty ? null : first);
    if (this.options.runActions) await instance.endOutputs(OUTPUTS_MS);
    instance.close();
    return { exitStatus, summary };
  }

  private async work(): Promise<void> {
    const { instance, options } = this;
    if (!options.runActions) instance.engine.core.witness = this.witness;
    const { core } = instance.engine;
    if (options.observer !== undefined) core.tracer = options.observer.begin(core);
    instance.start();
    instance.engine.tick(this.clock.now());
    this.settle();
    await this.throughLogs();
    if (options.stop?.aborted !== true) {
      if (options.extraLine !== undefined) this.addLine(options.extraLine);
      await this.moveTo(this.clock.now() + options.drain);
    }
    const isDamaged = this.files.some(({ fault }) => fault !== null);
    if (instance.exitStatus === null) instance.terminate(isDamaged ? 1 : 0);
  }

  /** Hot: a turn for each line. */
  private async throughLogs(): Promise<void> {
    const { logs, instance, clock } = this;
    const { core } = instance.engine;
    const { runActions, observer, stop } = this.options;
    for (;;) {
      const log = logs.next();
      if (log === null || observer?.isDone === true) return;
      if (log === "fill") {
        if (await isStoppedBefore(logs.fill(), stop)) return;
        continue;
      }
      const second = secondOf(log);
      if (second > clock.now()) {
        if (runActions) await this.moveTo(second);
        else this.jumpTo(second);
      }
      if (instance.exitStatus !== null) return;
      if (this.passBy(log)) continue;
      const { number } = log.lines;
      const line = log.lines.take();
      this.lines++;
      observer?.lineBegins(log.source.name, number);
      const matches = core.usage.total;
      this.accept(line, log.source, number, log.lines.hits);
      if (core.usage.total !== matches) this.matched++;
      this.settle();
      observer?.lineEnds();
      this.showProgress();
    }
  }

  /**
   * Lines that no rule is to be tried on, up to the next second with work and to the next line of another log.
   * Who observes sees each line. Children and slower periodic work may have a say in between: then only those of this second.
   */
  private passBy(log: LogFile): boolean {
    const { engine } = this.instance;
    const { cleantime } = this.settings;
    const { lines } = log;
    const now = this.clock.now();
    if (this.options.observer !== undefined || cleantime === 0 || !engine.skips(log.source, now)) return false;
    const work = this.options.runActions || cleantime > 1 ? now + 1 : engine.nextWork(now);
    const until = Math.min(this.logs.limit, work === null ? Number.POSITIVE_INFINITY : work * MICROSECONDS);
    const count = lines.skip(until);
    if (count === 0 || lines.skipped === null) return false;
    const second = Math.floor(lines.skippedTo / MICROSECONDS);
    this.clock.advance(Math.max(0, second - now));
    engine.skip(count, lines.skipped, log.source, this.clock.now());
    this.lines += count;
    this.showProgress();
    return true;
  }

  private showProgress(): void {
    if (this.lines < this.progressAt) return;
    this.progressAt = this.lines + PROGRESS_LINES;
    this.options.onProgress(this.lines, this.clock.now());
  }

  private extraSecond(): Seconds | null {
    const { extraLine, times, zone } = this.options;
    return extraLine === undefined ? null : (secondOfLine(extraLine, { ...times, zone }) ?? SYSTEM_CLOCK.now());
  }

  /** As if it had been the last line of the last log. */
  private addLine(text: string): void {
    const { options, clock } = this;
    const source = this.files.at(-1)?.source ?? { name: EXTRA_LINE, context: null };
    this.jumpTo(secondOfLine(text, { ...options.times, zone: options.zone }) ?? clock.now());
    this.lines++;
    options.observer?.lineBegins(EXTRA_LINE, 1);
    this.accept(text, source, 1);
    this.settle();
    options.observer?.lineEnds();
  }

  private accept(line: string, source: LineSource, number: number, hits?: LineHits): void {
    const { engine } = this.instance;
    const time = this.clock.now();
    if (this.settings.cleantime === 0) this.tick(time);
    if (!this.options.runActions) this.witness.beginLine(source.name, number, time, line);
    engine.accept(line, source, time, hits ?? "scan");
  }

  /** The synthetic events that wait. */
  private settle(): void {
    const { instance, witness } = this;
    const { engine } = instance;
    const now = this.clock.now();
    for (let count = 0; engine.hasPendingEvents; count++) {
      if (count === EVENTS_MAX) throw new Error(endless(now));
      if (this.settings.cleantime === 0) this.tick(now);
      if (!this.options.runActions) witness.beginEvent(now, engine.core.events.first);
      engine.processPendingEvent(now);
    }
    witness.end();
    if (this.options.runActions) instance.handleSignals();
  }

  /** To a later second, without a look at the world. */
  private jumpTo(second: Seconds): void {
    while (this.workBefore(second));
    this.clock.advance(Math.max(0, second - this.clock.now()));
  }

  /** The same, with time for children whenever the clock stands still. */
  private async moveTo(second: Seconds): Promise<void> {
    const { runActions } = this.options;
    if (runActions) await this.listen();
    while (this.instance.exitStatus === null && this.workBefore(second)) if (runActions) await this.listen();
    this.clock.advance(Math.max(0, second - this.clock.now()));
  }

  /** The work of the next second that has some, if that is not after `second`; false: there is none. */
  private workBefore(second: Seconds): boolean {
    const due = this.nextTick();
    if (due === null || due > second) return false;
    this.clock.advance(due - this.clock.now());
    this.tick(due);
    this.settle();
    return true;
  }

  /** With --cleantime the periodic work is done in some seconds only. */
  private nextTick(): Seconds | null {
    const now = this.clock.now();
    const due = this.instance.engine.nextWork(now);
    const interval = this.settings.cleantime;
    if (due === null || interval <= 1) return due;
    return this.lastTick + Math.ceil((due - this.lastTick) / interval) * interval;
  }

  private tick(now: Seconds): void {
    this.lastTick = now;
    this.witness.end();
    this.instance.engine.tick(now);
  }

  /** What children say, and inputs that actions have added, until all is quiet; as under the clock of `evcorr test`. */
  private async listen(): Promise<void> {
    const { instance, clock } = this;
    let waited = 0;
    while (instance.exitStatus === null) {
      instance.files.flush();
      let busy = hearChildren(instance);
      for (let next = instance.inputs.nextLine(clock.now()); next; next = instance.inputs.nextLine(clock.now())) {
        if (next !== "skipped") instance.engine.accept(next.line, next.source, clock.now(), next.hits);
        this.settle();
        busy = true;
      }
      this.settle();
      if (busy) continue;
      instance.inputs.check(clock.now());
      if (!isWaiting(instance) || waited >= CHILD_MS_MAX) return;
      waited += await waitForChildren(instance);
    }
  }

  private makeInstance(): Instance {
    const { options, clock } = this;
    const { runActions } = options;
    const rehearsal = {
      core: () => this.instance.engine.core,
      witness: this.witness,
      tell: (action: RehearsedAction) => this.count(action),
      note: (text: string) => this.note(text),
    };
    return new Instance(this.settings, {
      clock,
      zone: options.zone,
      // What Perl code prints must not get between the actions.
      standardOutput: runActions ? 1 : 2,
      logToStandardError: "errors",
      writeError: options.say,
      scripted: true,
      waits: false,
      readSettings: options.readSettings,
      onRules: options.onRules,
      standardInput: "/dev/null",
      ...(runActions ? {} : { effects: (world) => new Rehearsal(world, rehearsal) }),
    });
  }

  private count(action: RehearsedAction): void {
    this.actions.set(action.action, (this.actions.get(action.action) ?? 0) + 1);
    this.options.onAction(action);
  }

  private note(text: string): void {
    if (this.notes.has(text)) return;
    this.notes.add(text);
    this.options.say(`note: ${text}`);
  }

  private summarize(first: Seconds | null): Summary {
    const { instance } = this;
    return {
      logs: this.files,
      lines: this.lines,
      matched: this.matched,
      syntheticEvents: Math.max(0, instance.engine.core.eventCount - this.lines),
      actions: this.options.runActions ? null : this.actions,
      first,
      last: first === null ? null : this.clock.now(),
      ...openIn(instance),
    };
  }
}

/** Milliseconds that outputs get at the end to take what waits for them. */
const OUTPUTS_MS = 5000;

function secondOf(log: LogFile): Seconds {
  return Math.floor(log.lines.time / MICROSECONDS);
}

function endless(now: Seconds): string {
  return `in the second ${now} more than ${EVENTS_MAX} synthetic events followed one another: rules feed one another without end`;
}
