import type { Seconds } from "../base/seconds.js";
import type { Scanner } from "../patterns/prefilter/index.js";
import type { PerlHost } from "../perl/host.js";
import type { CompileRegExp } from "../regexp/index.js";
import type { CalendarRule, Rule, RuleFile, RuleSet } from "../rules/ast.js";
import { CalendarSeconds } from "./calendar-seconds.js";
import { Candidates } from "./candidates.js";
import { Core } from "./core.js";
import type { EngineFace, EngineSettings, LineHits, LineSource, SkippedLines } from "./face.js";
import { conditionsOf } from "./interest.js";
import { LoadedFile } from "./loaded-file.js";
import { matchFiles } from "./matching.js";
import { actOnTime } from "./operations/calendar.js";
import { expireOperation } from "./operations/index.js";
import type { Effects, TimeZone } from "./ports.js";

/** Context of internal events such as SEC_STARTUP (manual: INTERNAL EVENTS AND CONTEXTS). */
const INTERNAL_EVENT = "SEC_INTERNAL_EVENT";
/** Default internal context of synthetic events. */
const SYNTHETIC_EVENT = "_INTERNAL_EVENT";

const NEVER = Number.POSITIVE_INFINITY;

const NO_SETTINGS: EngineSettings = {
  bufsize: 1,
  jointbuf: null,
  evstoresize: 0,
  intcontexts: false,
  quoting: false,
  prefilter: false,
};

export class Engine implements EngineFace {
  /** For views (dump, metrics) and Perl's window on contexts; nobody outside changes it while an event is matched. */
  readonly core: Core;
  private calendarRules: readonly CalendarRule[] = [];
  private calendarSeconds: CalendarSeconds;
  private readonly zone: TimeZone;
  /** The first second: the creation time of all internal contexts. */
  private startedAt: Seconds | null = null;

  constructor(effects: Effects, zone: TimeZone, perl: PerlHost | null, compileRegExp: CompileRegExp) {
    this.core = new Core(effects, zone, perl, compileRegExp, NO_SETTINGS);
    this.zone = zone;
    this.calendarSeconds = new CalendarSeconds([], zone);
  }

  load(rules: RuleSet, settings: EngineSettings): void {
    const { core } = this;
    core.contexts.clear();
    core.operations.clear();
    core.events.dropDelayed();
    core.variables.clear();
    core.calendarMinutes.clear();
    core.usage.clear();
    this.install(rules, settings);
  }

  reload(rules: RuleSet, settings: EngineSettings): void {
    const { core } = this;
    const kept = new Set<Rule>(rules.files.flatMap((file) => file.rules));
    for (const operation of [...core.operations]) if (!kept.has(operation.rule)) core.operations.remove(operation);
    for (const rule of core.operations.indexes.keys()) if (!kept.has(rule)) core.operations.indexes.delete(rule);
    for (const rule of core.calendarMinutes.keys()) if (!kept.has(rule)) core.calendarMinutes.delete(rule);
    core.usage.keepOnly(kept);
    this.install(rules, settings);
  }

  accept(line: string, source: LineSource, now: Seconds, hits?: LineHits | "scan"): void {
    this.moveTo(now);
    this.core.tracer?.eventBegins(line, { kind: "line", source: source.name });
    const internalContext = this.core.settings.intcontexts ? contextOf(source) : undefined;
    this.match(line, source.name, internalContext, hits ?? "all rules");
  }

  get scanner(): Scanner | null {
    return this.core.candidates?.interests.scanner ?? null;
  }

  skips(source: LineSource, now: Seconds): boolean {
    const { candidates, contexts, settings } = this.core;
    if (candidates === null || !candidates.skips(source.name, now)) return false;
    // An internal context takes the place of a context of its name, and goes.
    return !settings.intcontexts || !contexts.has(contextOf(source));
  }

  skip(count: number, lines: SkippedLines, source: LineSource, now: Seconds): void {
    const { core } = this;
    this.moveTo(now);
    this.forgetMatches();
    core.eventCount += count;
    core.buffers.internalContext = core.settings.intcontexts ? contextOf(source) : undefined;
    core.buffers.skip(count, lines, source.name);
  }

  expect(subjects: Int32Array, from: number, to: number): void {
    this.core.candidates?.expect(subjects, from, to);
  }

  settle(): void {
    this.core.buffers.settle();
  }

  forgetInput(name: string): void {
    this.core.buffers.forget(name);
  }

  addEvent(line: string, context: string | null): void {
    this.core.events.add({ text: line, context });
  }

  get hasPendingEvents(): boolean {
    return this.core.events.hasPending;
  }

  get pendingEvents(): number {
    return this.core.events.pendingCount;
  }

  processPendingEvent(now: Seconds): boolean {
    const event = this.core.events.take();
    if (event === undefined) return false;
    this.moveTo(now);
    this.core.tracer?.eventBegins(event.text, { kind: "synthetic", event });
    this.match(event.text, null, event.context ?? SYNTHETIC_EVENT, "scan");
    return true;
  }

  internalEvent(name: string, now: Seconds): void {
    this.moveTo(now);
    this.core.tracer?.eventBegins(name, { kind: "internal" });
    this.matchInContext(name, null, INTERNAL_EVENT, "all rules");
  }

  /** Contexts first, then delayed events join the pending ones, then calendar rules, then operations. */
  tick(now: Seconds): void {
    const { core } = this;
    this.moveTo(now);
    for (let context = core.contexts.takeExpired(now); context; context = core.contexts.takeExpired(now)) {
      if (core.logs(6)) core.log(6, `context "${context.names[0]}" expires`);
      core.endContext(context);
    }
    core.events.releaseDue(now);
    for (const rule of this.calendarRules) actOnTime(rule, core);
    for (let operation = core.operations.takeExpired(now); operation; operation = core.operations.takeExpired(now)) {
      expireOperation(operation, core);
    }
  }

  nextWork(now: Seconds): Seconds | null {
    const { contexts, operations, events } = this.core;
    const next = Math.min(
      this.calendarSeconds.next(now, this.core.calendarMinutes) ?? NEVER,
      contexts.earliestDeadline ?? NEVER,
      operations.earliestDeadline ?? NEVER,
      events.earliestDelayed ?? NEVER,
    );
    return next === NEVER ? null : Math.max(next, now + 1);
  }

  childExited(script: number, failed: boolean, now: Seconds): void {
    const { core } = this;
    const awaited = core.scripts.get(script);
    if (awaited === undefined) return;
    core.scripts.delete(script);
    this.moveTo(now);
    const list = failed ? awaited.rule.action2 : awaited.rule.action;
    if (list !== null) core.run(list, awaited.rule, awaited.binding);
  }

  private moveTo(now: Seconds): void {
    this.startedAt ??= now;
    this.core.now = now;
  }

  private install(rules: RuleSet, settings: EngineSettings): void {
    const { core } = this;
    core.settings = settings;
    core.files = rules.files;
    const loaded = rules.files.map((file) => new LoadedFile(file, (rule) => core.usage.counters(rule)));
    core.inputFiles = loaded.filter(({ file }) => file.procallin);
    core.fileSets = fileSetsOf(loaded);
    this.calendarRules = rules.files.flatMap((file) => file.rules.filter((rule) => rule.type === "Calendar"));
    this.calendarSeconds = new CalendarSeconds(this.calendarRules, this.zone);
    const size = settings.bufsize > 0 ? settings.bufsize : linesNeeded(rules.files);
    const joint = settings.jointbuf ?? size === 1;
    core.buffers.change(size, joint);
    // Measured rules are tried on all events: what is counted are trials (--ruleperf).
    const candidates = settings.prefilter && core.cpuTime === null ? new Candidates(core) : null;
    core.candidates = candidates?.interests.leaveNothingOut === true ? null : candidates;
    for (const one of loaded) one.firstWord = core.candidates?.interests.firstWord.get(one.file) ?? 0;
    core.candidates?.getReady(loaded);
    core.triesEveryPair = !settings.prefilter;
  }

  /** Hot. `internalContext` counts with --intcontexts only. */
  private match(line: string, source: string | null, internalContext: string | undefined, hits: Hits): void {
    if (this.core.settings.intcontexts && internalContext !== undefined) {
      this.matchInContext(line, source, internalContext, hits);
      return;
    }
    this.core.buffers.internalContext = undefined;
    this.matchLine(line, source, hits);
  }

  /** The context exists only while the line is matched. */
  private matchInContext(line: string, source: string | null, internalContext: string, hits: Hits): void {
    const { core } = this;
    core.contexts.putInternal(internalContext, this.startedAt ?? core.now);
    core.buffers.internalContext = internalContext;
    this.matchLine(line, source, hits);
    core.contexts.removeNamed(internalContext);
  }

  private matchLine(line: string, source: string | null, hits: Hits): void {
    const { core } = this;
    const { candidates } = core;
    this.forgetMatches();
    core.eventCount++;
    core.buffers.add(line, source);
    if (hits === "all rules") candidates?.takeAll();
    else if (hits === "scan") candidates?.takeText(line);
    else candidates?.takeHits(hits);
    matchFiles(core.inputFiles, core);
    core.tracer?.eventEnds();
  }

  /** The cache lasts until the next event: action lists that the clock starts still see it. */
  private forgetMatches(): void {
    const { core } = this;
    if (core.buffers.cache.size === 0) return;
    core.buffers.cache = new Map();
    core.perl?.forgetEntries();
  }
}

/** What is known of an event's candidates. */
type Hits = LineHits | "scan" | "all rules";

function contextOf({ name, context }: LineSource): string {
  return context ?? `_FILE_EVENT_${name}`;
}

function fileSetsOf(files: readonly LoadedFile[]): Map<string, readonly LoadedFile[]> {
  const sets = new Map<string, LoadedFile[]>();
  for (const file of files) {
    for (const name of file.file.joincfset) {
      const members = sets.get(name) ?? [];
      if (!members.includes(file)) members.push(file);
      sets.set(name, members);
    }
  }
  return sets;
}

/** The most lines that any pattern looks at; at least one. */
function linesNeeded(files: readonly RuleFile[]): number {
  let most = 1;
  for (const file of files) {
    for (const { pattern } of file.rules.flatMap(conditionsOf)) most = Math.max(most, pattern.lines);
  }
  return most;
}
