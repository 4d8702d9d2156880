/** All inputs: which there are, and in which order their lines are taken. */
import type { Seconds } from "../../base/seconds.js";
import type { LineSource } from "../../engine/face.js";
import type { LogLevel } from "../../engine/ports.js";
import { glob } from "../glob.js";
import { Input, type InputOptions, type StartAt } from "./input.js";

export interface InputSettings extends InputOptions {
  readonly input: readonly { readonly pattern: string; readonly context: string | null }[];
  readonly fromstart: boolean;
  /** Seconds; 0: never. */
  readonly reopenTimeout: number;
  readonly checkTimeout: number;
  readonly inputTimeout: number;
}

/** Reports a silent input (true) or one that brings data again (false). */
export type OnTimeout = (name: string, silent: boolean) => void;

export class Inputs {
  private settings: InputSettings;
  private readonly standardInput: string | undefined;
  private readonly log: (level: LogLevel, message: string) => void;
  private readonly onTimeout: OnTimeout;
  /** In the order of their names. */
  private inputs: Input[] = [];
  /** Inputs that have not yet had their turn of one line. */
  private turn: Input[] = [];

  constructor(
    settings: InputSettings,
    standardInput: string | undefined,
    log: (level: LogLevel, message: string) => void,
    onTimeout: OnTimeout,
  ) {
    this.settings = settings;
    this.standardInput = standardInput;
    this.log = log;
    this.onTimeout = onTimeout;
  }

  /** Opens what the patterns name. */
  openAll(now: Seconds): void {
    for (const [name, context] of this.namedByPatterns())
      this.add(new Input(name, context, false, this.settings, this.standardInput), now);
  }

  /** Full restart: everything is closed, the patterns are evaluated anew, reading goes on at the ends. */
  restart(settings: InputSettings, now: Seconds): void {
    for (const input of this.inputs) input.close();
    this.inputs = [];
    this.turn = [];
    this.settings = settings;
    this.openAll(now);
  }

  /** Soft restart: with `keep` open inputs stay as they are, closed and new ones are opened. */
  refresh(settings: InputSettings, keep: boolean, now: Seconds): void {
    this.settings = settings;
    const named = this.namedByPatterns();
    for (const input of this.inputs) {
      const stays = input.added || named.has(input.name);
      if (!stays || !keep) input.close();
      if (named.has(input.name)) input.context = named.get(input.name) ?? null;
    }
    this.inputs = this.inputs.filter((input) => input.added || named.has(input.name));
    this.turn = [];
    for (const input of this.inputs) if (!input.isOpen) this.open(input, this.startOfInputs, now);
    const known = new Set(this.inputs.map((input) => input.name));
    for (const [name, context] of named) {
      if (!known.has(name)) this.add(new Input(name, context, false, settings, this.standardInput), now);
    }
  }

  /** addinput: an input that is there already keeps its place. */
  addInput(name: string, start: number | "end", context: string | null, now: Seconds): void {
    if (this.inputs.some((input) => input.name === name)) {
      this.log(3, `input ${name} is there already`);
      return;
    }
    this.add(new Input(name, context, true, this.settings, this.standardInput), now, start);
  }

  /** dropinput: only inputs of addinput can be dropped. */
  dropInput(name: string): void {
    const input = this.inputs.find((candidate) => candidate.name === name);
    if (input?.added !== true) {
      this.log(3, `input ${name} was not set up with addinput: it stays`);
      return;
    }
    input.close();
    this.inputs = this.inputs.filter((candidate) => candidate !== input);
    this.turn = this.turn.filter((candidate) => candidate !== input);
  }

  /** The next line: each input that has one gives one line a turn. Undefined: no input has any. */
  nextLine(now: Seconds): { line: string; source: LineSource } | undefined {
    if (this.turn.length === 0) this.turn = [...this.inputs];
    const started = this.turn.length === this.inputs.length;
    const found = this.lineOfTurn(now);
    if (found !== undefined || started) return found;
    this.turn = [...this.inputs];
    return this.lineOfTurn(now);
  }

  /** Everything has been read and nothing more will come. */
  get areOver(): boolean {
    return this.inputs.every((input) => input.isOver);
  }

  /** Rotation, reopening and silence, for inputs that brought nothing. At most once a second each. */
  check(now: Seconds): void {
    for (const input of this.inputs) {
      if (input.checkedAt === now || (this.isResting(input, now) && input.restsSince !== now)) continue;
      const message = this.settings.tail ? input.checkRotation(now) : null;
      input.checkedAt = now;
      if (message !== null) this.log(4, message);
      this.reopenClosed(input, now);
      this.reportSilence(input, now);
    }
  }

  close(): void {
    for (const input of this.inputs) input.close();
    this.inputs = [];
    this.turn = [];
  }

  private lineOfTurn(now: Seconds): { line: string; source: LineSource } | undefined {
    for (let input = this.turn.shift(); input !== undefined; input = this.turn.shift()) {
      if (this.isResting(input, now)) continue;
      const line = input.nextLine(now);
      input.restsSince = line === undefined && this.settings.checkTimeout > 0 ? now : null;
      if (line === undefined) continue;
      if (input.timedOut) {
        input.timedOut = false;
        this.onTimeout(input.name, false);
      }
      return { line, source: { name: input.name, context: input.context } };
    }
    return undefined;
  }

  /** --check-timeout: an input that brought nothing is left alone for a while. */
  private isResting(input: Input, now: Seconds): boolean {
    return input.restsSince !== null && now < input.restsSince + this.settings.checkTimeout;
  }

  private reopenClosed(input: Input, now: Seconds): void {
    const { reopenTimeout, tail } = this.settings;
    if (input.isOpen || !tail || reopenTimeout === 0 || now < input.triedAt + reopenTimeout) return;
    this.open(input, "beginning", now);
  }

  private reportSilence(input: Input, now: Seconds): void {
    const { inputTimeout } = this.settings;
    if (inputTimeout === 0 || input.timedOut || now < input.dataAt + inputTimeout) return;
    input.timedOut = true;
    this.onTimeout(input.name, true);
  }

  private get startOfInputs(): StartAt {
    return this.settings.tail && !this.settings.fromstart ? "end" : "beginning";
  }

  private add(input: Input, now: Seconds, start: StartAt = this.startOfInputs): void {
    this.inputs.push(input);
    this.inputs.sort((a, b) => (a.name < b.name ? -1 : 1));
    this.open(input, start, now);
  }

  private open(input: Input, start: StartAt, now: Seconds): void {
    const error = input.open(start, now);
    if (error !== null) this.log(2, `cannot open input ${input.name}: ${error}`);
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
