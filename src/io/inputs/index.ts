/** All inputs: which there are, and in which order their lines are taken. */
import type { Seconds } from "../../base/seconds.js";
import type { LineFilter, LineHits, LineSource } from "../../engine/face.js";
import type { LogLevel } from "../../engine/ports.js";
import type { ScanAhead } from "../ahead/scan-ahead.js";
import { glob } from "../glob.js";
import { Attention } from "./attention.js";
import { Input, type InputDescription, type InputOptions, type InputSurroundings } from "./input.js";
import type { StartAt } from "./reader.js";
import { NO_FILTER } from "./scanned-lines.js";
import type { Notifier } from "./watching.js";

export interface InputSettings extends InputOptions {
  readonly input: readonly { readonly pattern: string; readonly context: string | null }[];
  readonly fromstart: boolean;
  /** Seconds; 0: never. */
  readonly reopenTimeout: number;
  readonly checkTimeout: number;
  readonly inputTimeout: number;
  /** Seconds between looks at inputs whose changes are not notified; a real number. */
  readonly pollTimeout: number;
}

/** A line, and what was found in it. The object is used again for the next one. */
export interface TakenLine {
  readonly line: string;
  readonly source: LineSource;
  readonly hits: LineHits;
}

/** Reports a silent input (true) or one that brings data again (false). */
export type OnTimeout = (name: string, silent: boolean) => void;

export interface InputsSurroundings {
  /** A file that stands for standard input; undefined: the process's own. */
  readonly standardInput: string | undefined;
  /**
   * How changes are noticed while waiting for them. Null: there is no waiting, every input
   * is looked at in every turn (scripted clock).
   */
  readonly notifier: Notifier | null;
  /** Who scans on a second core; null: nobody. */
  readonly ahead: ScanAhead | null;
  readonly log: (level: LogLevel, message: string) => void;
  readonly onTimeout: OnTimeout;
  /** An input is none any more. */
  readonly onGone: (name: string) => void;
}

/** Seconds for which a replaced file is still read when inputs are watched. */
const GRACE = 5;
/** Lines that are passed by before others get their turn: timers, signals, children. */
const SKIPPED_MAX = 2000;

export class Inputs {
  /** Called when an input has something new, to end a sleep. */
  onChange: () => void = () => {};
  private settings: InputSettings;
  private readonly surroundings: InputsSurroundings;
  private inputSurroundings: InputSurroundings;
  private readonly attention: Attention | null;
  /** In the order of their names. */
  private inputs: Input[] = [];
  /** The inputs of this turn; those before `next` have had it. */
  private turn: readonly Input[] = [];
  private next = 0;
  /** The most that an input has brought in this turn. */
  private brought: "nothing" | "bytes" | "lines" = "nothing";
  private checkedAt: Seconds = 0;
  /** Lines that were passed by since a line was last asked for. */
  private skipped = 0;
  private readonly taken: { line: string; source: LineSource; hits: LineHits } = {
    line: "",
    source: { name: "", context: null },
    hits: { scanner: null, subjects: { values: new Int32Array(0), count: 0 } },
  };

  constructor(settings: InputSettings, surroundings: InputsSurroundings) {
    const { standardInput, notifier, ahead, log } = surroundings;
    this.settings = settings;
    this.surroundings = surroundings;
    this.attention = notifier === null ? null : new Attention();
    this.inputSurroundings = {
      standardInput,
      notifier,
      filter: NO_FILTER,
      ahead,
      grace: notifier === null ? 0 : GRACE,
      log,
      onChange: (input) => {
        this.attention?.wake(input);
        this.onChange();
      },
    };
  }

  /** Lines that nobody wants need not be taken. To be said before any input is opened. */
  passBy(filter: LineFilter): void {
    this.inputSurroundings = { ...this.inputSurroundings, filter };
  }

  /** Opens what the patterns name: --fromstart and --notail are about this first time only. */
  openAll(now: Seconds): void {
    const { tail, fromstart } = this.settings;
    this.openNamed(tail && !fromstart ? "end" : "beginning", now);
  }

  /** Full restart: everything is closed, the patterns are evaluated anew, reading goes on at the ends. */
  restart(settings: InputSettings, now: Seconds): void {
    const before = this.inputs;
    this.close();
    this.settings = settings;
    this.openNamed("end", now);
    const known = new Set(this.inputs.map((input) => input.name));
    for (const { name } of before) if (!known.has(name)) this.surroundings.onGone(name);
  }

  /** Soft restart: with `keep` open inputs stay as they are, closed and new ones are opened. */
  refresh(settings: InputSettings, keep: boolean, now: Seconds): void {
    this.settings = settings;
    const named = this.namedByPatterns();
    for (const input of this.inputs) {
      const context = named.get(input.name);
      const stays = input.added || context !== undefined;
      if (!stays || !keep) input.close();
      if (context === undefined) continue;
      input.context = context;
      input.added = false;
    }
    for (const input of this.inputs) if (!input.added && !named.has(input.name)) this.forget(input);
    this.turn = [];
    for (const input of this.inputs.filter((candidate) => !candidate.isOpen)) {
      input.restsSince = null;
      this.open(input, "end", now);
    }
    const known = new Set(this.inputs.map((input) => input.name));
    for (const [name, context] of named) {
      if (!known.has(name)) this.addNamed(name, context, "end", now);
    }
  }

  /** addinput: an input that is there already keeps its place. */
  addInput(name: string, start: number | "end", context: string | null, now: Seconds): void {
    if (this.inputs.some((input) => input.name === name)) {
      this.surroundings.log(3, `input ${name} is there already`);
      return;
    }
    this.add(new Input(name, context, true, this.settings, this.inputSurroundings), start, now);
  }

  /** dropinput: only inputs of addinput can be dropped. */
  dropInput(name: string): void {
    const input = this.inputs.find((candidate) => candidate.name === name);
    if (input?.added !== true) {
      this.surroundings.log(3, `input ${name} was not set up with addinput: it stays`);
      return;
    }
    input.close();
    this.forget(input);
  }

  /**
   * The next line: each input that has one gives one line a turn. Lines that no rule wants have
   * their turns too, and are passed by. Undefined: a whole turn has brought nothing. What the
   * check of an input brings is read in the next turn.
   */
  nextLine(now: Seconds): TakenLine | "skipped" | undefined {
    this.skipped = 0;
    for (;;) {
      if (this.next >= this.turn.length) this.beginTurn();
      const found = this.lineOfTurn(now);
      if (found !== undefined) return found;
      if (this.skipped >= SKIPPED_MAX) return "skipped";
      // Without waiting nobody comes back for the rest of a line before the clock moves.
      if (this.brought === "lines" || (this.brought === "bytes" && this.attention === null)) continue;
      return this.skipped > 0 ? "skipped" : undefined;
    }
  }

  /** What a dump says of each input. */
  describe(): InputDescription[] {
    return this.inputs.map((input) => input.describe());
  }

  /** Everything has been read and nothing more will come. */
  get areOver(): boolean {
    return this.inputs.every((input) => input.isOver);
  }

  /** Once a second: reopening and silence of all. */
  check(now: Seconds): void {
    if (this.checkedAt === now) return;
    this.checkedAt = now;
    for (const input of this.inputs) {
      if (this.isResting(input, now) && input.restsSince !== now) continue;
      this.reopenClosed(input, now);
      this.reportSilence(input, now);
      this.reportCuts(input);
    }
  }

  /**
   * Wakes inputs whose poll is due at `ms` of a steady clock (milliseconds); returns the
   * milliseconds until the next poll, if nothing is notified before.
   */
  poll(ms: number): number {
    return this.attention?.poll(this.inputs, this.settings.pollTimeout * 1000, ms) ?? 0;
  }

  close(): void {
    for (const input of this.inputs) input.close();
    this.attention?.clear();
    this.inputs = [];
    this.turn = [];
  }

  private beginTurn(): void {
    this.turn = this.attention?.awake() ?? [...this.inputs];
    this.next = 0;
    this.brought = "nothing";
  }

  private lineOfTurn(now: Seconds): TakenLine | undefined {
    while (this.next < this.turn.length && this.skipped < SKIPPED_MAX) {
      const input = this.turn[this.next++] as Input;
      if (this.isResting(input, now)) {
        this.attention?.rest(input);
      } else if (this.bringsLine(input, now)) {
        this.brought = "lines";
        const isAlone = this.turn.length === 1;
        const skipped = input.skip(isAlone ? SKIPPED_MAX : 1, now);
        this.skipped += skipped;
        if (skipped === 0 || (isAlone && input.hasLine)) return this.take(input);
      }
    }
    return undefined;
  }

  private take(input: Input): TakenLine {
    const { taken } = this;
    taken.line = input.takeLine();
    taken.source = input.source;
    taken.hits = input.hits;
    return taken;
  }

  private bringsLine(input: Input, now: Seconds): boolean {
    const hasLine = input.bringLine(now);
    if (input.hasRead && this.brought === "nothing") this.brought = "bytes";
    if (input.hasMore) return false;
    input.restsSince = !hasLine && this.settings.checkTimeout > 0 ? now : null;
    if (!hasLine) {
      this.attention?.rest(input);
      if (this.settings.tail) input.checkRotation(now);
    } else if (input.timedOut) {
      input.timedOut = false;
      this.surroundings.onTimeout(input.name, false);
    }
    return hasLine;
  }

  /** --check-timeout: an input that brought nothing is left alone for a while. */
  private isResting(input: Input, now: Seconds): boolean {
    return input.restsSince !== null && isWithin(this.settings.checkTimeout, input.restsSince, now);
  }

  private reopenClosed(input: Input, now: Seconds): void {
    const { reopenTimeout, tail } = this.settings;
    if (input.isOpen || !tail || reopenTimeout === 0 || isWithin(reopenTimeout, input.triedAt, now)) return;
    this.open(input, "beginning", now);
  }

  private reportSilence(input: Input, now: Seconds): void {
    const { inputTimeout } = this.settings;
    if (inputTimeout === 0 || input.timedOut || now < input.dataAt + inputTimeout) return;
    input.timedOut = true;
    this.surroundings.onTimeout(input.name, true);
  }

  private reportCuts(input: Input): void {
    const cuts = input.takeCuts();
    if (cuts === null) return;
    const limit = this.settings.maxLine;
    const total = `${cuts.lines} lines so far, ${cuts.bytes} bytes`;
    this.surroundings.log(3, `input ${input.name}: lines over ${limit} bytes were cut off (${total})`);
  }

  private forget(input: Input): void {
    this.inputs = this.inputs.filter((candidate) => candidate !== input);
    this.turn = this.turn.slice(this.next).filter((candidate) => candidate !== input);
    this.next = 0;
    this.attention?.forget(input);
    this.surroundings.onGone(input.name);
  }

  private openNamed(start: StartAt, now: Seconds): void {
    for (const [name, context] of this.namedByPatterns()) this.addNamed(name, context, start, now);
  }

  private addNamed(name: string, context: string | null, start: StartAt, now: Seconds): void {
    this.add(new Input(name, context, false, this.settings, this.inputSurroundings), start, now);
  }

  private add(input: Input, start: StartAt, now: Seconds): void {
    this.inputs.push(input);
    this.inputs.sort((a, b) => (a.name < b.name ? -1 : 1));
    this.open(input, start, now);
  }

  private open(input: Input, start: StartAt, now: Seconds): void {
    const error = input.open(start, now);
    if (error !== null) this.surroundings.log(2, `cannot open input ${input.name}: ${error}`);
  }

  /** Names with their contexts; of two patterns that name a file the last one's context counts. */
  private namedByPatterns(): Map<string, string | null> {
    const named = new Map<string, string | null>();
    for (const { pattern, context } of this.settings.input) {
      for (const name of pattern === "-" ? ["-"] : glob(pattern)) named.set(name, context);
    }
    return named;
  }
}

/** Less than `seconds` have passed; a clock that was put back past `since` ends the wait. */
function isWithin(seconds: number, since: Seconds, now: Seconds): boolean {
  return now >= since && now < since + seconds;
}
