/**
 * Child processes (manual: CHILD PROCESSES).
 *
 *   start() ──▶ waiting (--max-children, or the system is short of something) ──▶ running ──▶ news
 *
 * A child is in one of the two until its end is told; children start in the order of start().
 */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import type { ChildTerms, Command, LogLevel } from "../engine/ports.js";
import { argumentsOf, nameOf } from "./children/command-line.js";
import { ChildOutput } from "./children/output.js";
import { type Pipe, Pipes } from "./children/pipes.js";

/** What has happened with a child since it was last asked. */
export type ChildNews =
  | { readonly kind: "line"; readonly line: string; readonly context: string | null }
  | { readonly kind: "exit"; readonly script: number | null; readonly failed: boolean };

/** What a dump says of a child. */
export interface ChildDescription {
  readonly pid: number;
  readonly command: string;
  /** The lines that it prints become events. */
  readonly yieldsEvents: boolean;
}

export interface ChildLimits {
  /** Children that run at once; 0: no limit. */
  readonly maxChildren: number;
  /** Seconds that a child may run; 0: no limit. */
  readonly childTimeout: number;
}

interface Waiting {
  readonly command: Command;
  readonly terms: ChildTerms;
  attempts: number;
}

interface Running {
  readonly process: ChildProcess;
  readonly name: string;
  /** What it reads. */
  readonly input: Pipe | null;
  readonly output: ChildOutput | null;
  timer: NodeJS.Timeout | null;
}

/** News that nobody has taken; beyond it the children's output is not read, so that they wait. */
const NEWS_MAX = 10_000;
/** Errors that pass: the child is started again when another one has ended, or after RETRY_MS. */
const PASSING: ReadonlySet<string> = new Set(["EAGAIN", "EMFILE", "ENFILE", "ENOMEM"]);
const RETRY_MS = 1000;
const ATTEMPTS_MAX = 60;
/** Milliseconds from SIGTERM to SIGKILL for a child that has run too long. */
const KILL_AFTER_MS = 5000;
/** Characters of a command line in messages. */
const NAME_LENGTH_MAX = 1000;

export class Children {
  limits: ChildLimits = { maxChildren: 0, childTimeout: 0 };
  killAfterMs = KILL_AFTER_MS;
  private readonly running = new Set<Running>();
  private readonly pipes = new Pipes();
  private readonly waiting: Waiting[] = [];
  /** Children that had to wait since the queue was last empty. */
  private waited = 0;
  private retry: NodeJS.Timeout | null = null;
  private news: ChildNews[] = [];
  private isPaused = false;
  private readonly standardOutput: number;
  private readonly log: (level: LogLevel, message: string) => void;
  /** Called when there is news, to end a sleep. */
  onNews: () => void = () => {};

  constructor(standardOutput: number, log: (level: LogLevel, message: string) => void) {
    this.standardOutput = standardOutput;
    this.log = log;
  }

  /** Those that run, in the order of their start. */
  describe(): ChildDescription[] {
    return [...this.running].flatMap(({ process: { pid }, name, output }) =>
      pid === undefined ? [] : [{ pid, command: name, yieldsEvents: output !== null }],
    );
  }

  /** Children that run or wait. */
  get count(): number {
    return this.running.size + this.waiting.length;
  }

  get waitingCount(): number {
    return this.waiting.length;
  }

  get hasNews(): boolean {
    return this.news.length > 0;
  }

  start(command: Command, terms: ChildTerms): void {
    const entry = { command, terms, attempts: 0 };
    if (this.waiting.length > 0 || this.isFull) this.wait(entry, `${this.running.size} run`);
    else this.run(entry);
  }

  takeNews(): ChildNews[] {
    const { news } = this;
    this.news = [];
    if (this.isPaused) {
      this.isPaused = false;
      for (const { output } of this.running) output?.resume();
    }
    return news;
  }

  /** SIGTERM to all that run (--childterm). */
  terminate(): void {
    for (const { process } of this.running) process.kill("SIGTERM");
  }

  /** No child is started any more. */
  close(): void {
    if (this.retry !== null) clearTimeout(this.retry);
    for (const { timer } of this.running) if (timer !== null) clearTimeout(timer);
    this.pipes.close();
    if (this.waiting.length > 0) this.log(3, `${this.waiting.length} children that waited were not started`);
    this.waiting.length = 0;
  }

  private get isFull(): boolean {
    const { maxChildren } = this.limits;
    return maxChildren > 0 && this.running.size >= maxChildren;
  }

  private wait(entry: Waiting, reason: string): void {
    if (this.waiting.length === 0) this.log(3, `children wait for their turn: ${reason}`);
    this.waiting.push(entry);
    this.waited++;
  }

  private startWaiting(): void {
    while (this.waiting.length > 0 && !this.isFull && this.retry === null) {
      this.run(this.waiting.shift() as Waiting);
    }
    if (this.waiting.length > 0 || this.waited === 0) return;
    this.log(4, `no child waits any more: ${this.waited} had to`);
    this.waited = 0;
  }

  private run(entry: Waiting): void {
    const { command, terms } = entry;
    const name = nameOf(command).slice(0, NAME_LENGTH_MAX);
    const [file, ...words] = argumentsOf(command);
    if (file === undefined) {
      this.log(3, "an empty command line is not executed");
      this.tell({ kind: "exit", script: terms.script, failed: true });
      return;
    }
    const pipes = this.openPipes(entry, name);
    if (pipes === null) return;
    const process = this.spawn(file, words, entry, name, pipes);
    for (const pipe of [pipes.input, pipes.output]) if (pipe !== null) closeSync(pipe.descriptor);
    if (process?.pid === undefined) for (const pipe of [pipes.input, pipes.output]) pipe?.stream.destroy();
    if (process === null) return;
    const output =
      process.pid === undefined || pipes.output === null ? null : this.readEvents(pipes.output.stream, terms);
    const child: Running = { process, name, input: pipes.input, output, timer: null };
    this.running.add(child);
    this.watch(child, entry);
    if (process.pid === undefined) return;
    this.log(5, `child ${process.pid} started: ${name}`);
    if (child.input !== null && terms.input !== null) feed(child.input.stream, terms.input);
    this.limitTime(child);
  }

  /** Null when there can be none; what comes of the child is told. */
  private openPipes(entry: Waiting, name: string): { input: Pipe | null; output: Pipe | null } | null {
    const { terms } = entry;
    let input: Pipe | null = null;
    try {
      input = terms.input === null ? null : this.pipes.toChild();
      return { input, output: terms.events ? this.pipes.fromChild() : null };
    } catch (error) {
      if (input !== null) {
        closeSync(input.descriptor);
        input.stream.destroy();
      }
      this.fail(entry, name, error as NodeJS.ErrnoException);
      return null;
    }
  }

  /** Null when the child cannot be started; what comes of it is told. */
  private spawn(
    file: string,
    words: readonly string[],
    entry: Waiting,
    name: string,
    { input, output }: { input: Pipe | null; output: Pipe | null },
  ): ChildProcess | null {
    try {
      return spawn(file, words, {
        stdio: [input?.descriptor ?? "ignore", output?.descriptor ?? this.standardOutput, 2],
      });
    } catch (error) {
      this.fail(entry, name, error as NodeJS.ErrnoException);
      return null;
    }
  }

  private watch(child: Running, entry: Waiting): void {
    const { process } = child;
    // May come several times: each signal that could not be sent to a child of another user.
    process.on("error", (error: NodeJS.ErrnoException) => {
      if (process.pid !== undefined) {
        this.log(3, `child ${process.pid} cannot be sent a signal: ${error.message}`);
        return;
      }
      this.running.delete(child);
      this.fail(entry, child.name, error);
    });
    process.once("exit", (code, signal) => {
      if (child.timer !== null) clearTimeout(child.timer);
      child.input?.stream.destroy();
      child.input?.late?.lookIn();
      // A child that a signal ended has no exit status other than 0: the reference takes it for success.
      const failed = (code ?? 0) !== 0;
      const end = (): void => {
        this.running.delete(child);
        const how = signal === null ? `exit status ${code}` : signal;
        this.log(failed ? 3 : 5, `child ${process.pid} ended with ${how}${failed ? `: ${child.name}` : ""}`);
        this.tell({ kind: "exit", script: entry.terms.script, failed });
        this.startWaiting();
      };
      if (child.output === null) end();
      else child.output.finish(end);
    });
  }

  private fail(entry: Waiting, name: string, error: NodeJS.ErrnoException): void {
    entry.attempts++;
    if (PASSING.has(error.code ?? "") && entry.attempts < ATTEMPTS_MAX) {
      if (this.waiting.length === 0) this.log(2, `a child cannot be started now, it waits: ${error.message}`);
      this.waiting.unshift(entry);
      if (entry.attempts === 1) this.waited++;
      this.retryLater();
      return;
    }
    this.log(3, `cannot execute ${name}: ${error.message}`);
    this.tell({ kind: "exit", script: entry.terms.script, failed: true });
    this.startWaiting();
  }

  private retryLater(): void {
    this.retry ??= setTimeout(() => {
      this.retry = null;
      this.startWaiting();
    }, RETRY_MS);
  }

  private limitTime(child: Running): void {
    const { childTimeout } = this.limits;
    if (childTimeout <= 0) return;
    const start = performance.now();
    const signal = (name: "SIGTERM" | "SIGKILL"): void => {
      const age = ((performance.now() - start) / 1000).toFixed(1);
      this.log(3, `child ${child.process.pid} has run for ${age} s, it gets ${name}: ${child.name}`);
      child.process.kill(name);
    };
    child.timer = setTimeout(() => {
      signal("SIGTERM");
      child.timer = setTimeout(() => signal("SIGKILL"), this.killAfterMs).unref();
    }, childTimeout * 1000).unref();
  }

  private readEvents(stream: Readable, terms: ChildTerms): ChildOutput {
    const context = terms.events?.context ?? null;
    return new ChildOutput(stream, (line) => this.tell({ kind: "line", line, context }));
  }

  private tell(news: ChildNews): void {
    this.news.push(news);
    if (this.news.length >= NEWS_MAX && !this.isPaused) {
      this.isPaused = true;
      for (const { output } of this.running) output?.pause();
    }
    this.onNews();
  }
}

function feed(stream: Writable, input: string): void {
  stream.on("error", () => {}); // a child need not read its input
  stream.end(Buffer.from(input, "latin1"));
}
