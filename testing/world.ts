/**
 * An engine with a simulated clock: rules and lines in, effects out, in the order of work
 * that the runtime keeps. In each second: the periodic work, the synthetic events that
 * wait, then the second's lines, each with the synthetic events that it causes.
 */

import type { EngineSettings, LineSource } from "../src/engine/face.js";
import { Engine } from "../src/engine/index.js";
import type { LocalTime, LogLevel, TimeZone } from "../src/engine/ports.js";
import type { PerlHost } from "../src/perl/host.js";
import { compileRegExp } from "../src/regexp/index.js";
import type { RuleSet } from "../src/rules/ast.js";
import { Recorder } from "./recorder.js";
import { makeRuleSet } from "./rule-sets.js";

/** Tue Nov 14 22:13:20 2023 UTC: the second 0 of a test. */
export const START = 1_700_000_000;

/** Synthetic events that may follow one another in one second. */
const EVENTS_MAX = 10_000;

const WEEKDAY_OF_EPOCH = 4;
const SECONDS_OF_DAY = 86_400;

/** Civil time of an instant in UTC. */
export const utc: TimeZone = (instant): LocalTime => {
  const date = new Date(instant * 1000);
  return {
    second: date.getUTCSeconds(),
    minute: date.getUTCMinutes(),
    hour: date.getUTCHours(),
    day: date.getUTCDate(),
    month: date.getUTCMonth() + 1,
    year: date.getUTCFullYear(),
    weekday: (Math.floor(instant / SECONDS_OF_DAY) + WEEKDAY_OF_EPOCH) % 7,
    zone: "UTC",
    isSummer: false,
    offset: 0,
  };
};

/** When the periodic work is done. */
export type Ticks =
  | "every second"
  /** As with --cleantime=5: contexts and operations are found overdue by lines. */
  | "every fifth second"
  /** Only in seconds that a deadline names, and in the first of each minute (for Calendar rules). */
  | "where due";

export interface WorldOptions {
  readonly settings?: Partial<EngineSettings>;
  readonly perl?: PerlHost;
  readonly ticks?: Ticks;
  readonly verbosity?: LogLevel;
}

const SETTINGS: EngineSettings = {
  bufsize: 0,
  jointbuf: null,
  evstoresize: 0,
  intcontexts: false,
  quoting: false,
  prefilter: true,
};

export class World {
  readonly engine: Engine;
  readonly recorder: Recorder;
  readonly settings: EngineSettings;
  rules: RuleSet;
  /** Seconds since START. */
  second = 0;
  private readonly ticks: Ticks;
  private readonly perl: PerlHost | null;

  constructor(rules: string | Readonly<Record<string, string>> | RuleSet, options: WorldOptions = {}) {
    this.ticks = options.ticks ?? "every second";
    this.perl = options.perl ?? null;
    this.settings = { ...SETTINGS, ...options.settings };
    this.recorder = new Recorder(() => this.second, options.verbosity);
    this.rules = isRuleSet(rules) ? rules : makeRuleSet(rules, { perl: this.perl });
    this.engine = new Engine(this.recorder, utc, this.perl, compileRegExp);
    this.engine.load(this.rules, this.settings);
    this.tick();
  }

  /** Seconds since Epoch. */
  get now(): number {
    return START + this.second;
  }

  /** The lines written to standard output so far, START-based times in them as seconds since START. */
  get output(): string[] {
    return this.recorder.output.map((line) => line.replace(/\b17000\d{5}\b/g, (time) => String(Number(time) - START)));
  }

  /** An input line now, with all the synthetic events that come of it. */
  line(text: string, source: string | LineSource = "input.log"): void {
    this.engine.accept(text, typeof source === "string" ? { name: source, context: null } : source, this.now);
    this.drain();
  }

  /** A SingleWithScript child ends now. */
  childExited(script: number, failed: boolean): void {
    this.engine.childExited(script, failed, this.now);
    this.drain();
  }

  /** The clock moves on to `second`, with the periodic work of the seconds between. */
  advanceTo(second: number): void {
    while (this.second < second) {
      this.second++;
      if (this.ticks === "every fifth second" ? this.second % 5 === 0 : this.ticks === "every second" || this.isDue()) {
        this.tick();
      }
    }
  }

  /** A timed script: lines `<second> <text>`, then on to `end`. Returns what was written to standard output. */
  play(script: string, end = this.second): string[] {
    for (const entry of script.split("\n").filter((line) => line !== "")) {
      const [, second, text] = /^(\d+) (.*)$/.exec(entry) ?? [];
      if (second === undefined || text === undefined) throw new Error(`not a line of a script: ${entry}`);
      this.advanceTo(Number(second));
      this.line(text);
    }
    this.advanceTo(end);
    return this.output;
  }

  /** Soft restart with other rules: files whose text is the same are unchanged. */
  reload(texts: Readonly<Record<string, string>>, faulty = false): void {
    this.rules = makeRuleSet(texts, { perl: this.perl, previous: this.rules, faulty });
    this.engine.reload(this.rules, this.settings);
  }

  private tick(): void {
    this.engine.tick(this.now);
    this.drain();
  }

  /** The synthetic events that wait, and those that come of them. */
  drain(): void {
    for (let count = 0; this.engine.processPendingEvent(this.now); count++) {
      if (count === EVENTS_MAX) throw new Error(`more than ${EVENTS_MAX} synthetic events in second ${this.second}`);
    }
  }

  private isDue(): boolean {
    const { contexts, operations, events } = this.engine.core;
    const deadlines = [contexts.earliestDeadline, operations.earliestDeadline, events.earliestDelayed];
    return this.now % 60 === 0 || deadlines.some((deadline) => deadline !== null && deadline <= this.now);
  }
}

function isRuleSet(rules: object | string): rules is RuleSet {
  return typeof rules === "object" && Array.isArray((rules as Partial<RuleSet>).files);
}
