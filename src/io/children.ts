/** Child processes (manual: CHILD PROCESSES). */
import { type ChildProcess, spawn } from "node:child_process";
import type { ChildTerms, Command, LogLevel } from "../engine/ports.js";
import { LineBuffer } from "./inputs/line-buffer.js";

/** What has happened with a child since it was last asked. */
export type ChildNews =
  | { readonly kind: "line"; readonly line: string; readonly context: string | null }
  | { readonly kind: "exit"; readonly script: number | null; readonly failed: boolean };

/** Characters that make a command line one for the shell, as for Perl's exec. */
const SHELL_CHARACTERS = /[$&*(){}[\]'";\\|?<>~`\n]/;
const ASSIGNMENT = /^\s*[A-Za-z_]\w*=/;

export class Children {
  private readonly running = new Set<ChildProcess>();
  private news: ChildNews[] = [];
  private readonly standardOutput: number;
  private readonly log: (level: LogLevel, message: string) => void;
  /** Called when there is news, to end a sleep. */
  onNews: () => void = () => {};

  constructor(standardOutput: number, log: (level: LogLevel, message: string) => void) {
    this.standardOutput = standardOutput;
    this.log = log;
  }

  get count(): number {
    return this.running.size;
  }

  get hasNews(): boolean {
    return this.news.length > 0;
  }

  start(command: Command, terms: ChildTerms): void {
    const [file, ...words] = argumentsOf(command);
    if (file === undefined || file === "") {
      this.log(3, "an empty command line is not executed");
      this.tell({ kind: "exit", script: terms.script, failed: true });
      return;
    }
    const child = spawn(encode(file), words.map(encode), {
      stdio: [terms.input === null ? "ignore" : "pipe", terms.events ? "pipe" : this.standardOutput, 2],
    });
    this.running.add(child);
    this.log(5, `child ${child.pid ?? "?"} started: ${file} ${words.join(" ")}`);
    if (terms.input !== null) feed(child, terms.input);
    if (terms.events !== undefined) this.readEvents(child, terms.events.context);
    this.awaitEnd(child, file, terms);
  }

  takeNews(): ChildNews[] {
    const { news } = this;
    this.news = [];
    return news;
  }

  /** SIGTERM to all (--childterm). */
  terminate(): void {
    for (const child of this.running) child.kill("SIGTERM");
  }

  private readEvents(child: ChildProcess, context: string | null): void {
    const buffer = new LineBuffer();
    const take = (): void => {
      for (let line = buffer.next(); line !== undefined; line = buffer.next())
        this.tell({ kind: "line", line, context });
    };
    child.stdout?.on("data", (bytes: Buffer) => {
      buffer.add(bytes);
      take();
    });
    child.stdout?.on("close", () => {
      const line = buffer.takeUnfinished();
      if (line !== undefined) this.tell({ kind: "line", line, context });
    });
  }

  private awaitEnd(child: ChildProcess, file: string, terms: ChildTerms): void {
    let ended = false;
    const end = (failed: boolean, how: string): void => {
      if (ended) return;
      ended = true;
      this.running.delete(child);
      this.log(failed ? 3 : 5, `child ${child.pid ?? file} ${how}`);
      this.tell({ kind: "exit", script: terms.script, failed });
    };
    child.on("error", (error) => end(true, `cannot be executed: ${error.message}`));
    // A child that a signal ended has no exit status other than 0: the reference takes it for success.
    child.on("close", (code, signal) => end((code ?? 0) !== 0, `ended with ${signal ?? `exit status ${code}`}`));
  }

  private tell(news: ChildNews): void {
    this.news.push(news);
    this.onNews();
  }
}

/** A shell only where the line needs one; otherwise its words are the arguments. */
function argumentsOf(command: Command): readonly string[] {
  if (!command.shell) return command.arguments;
  const { line } = command;
  if (SHELL_CHARACTERS.test(line) || ASSIGNMENT.test(line)) return ["/bin/sh", "-c", line];
  return line.trim().split(/\s+/);
}

function feed(child: ChildProcess, input: string): void {
  child.stdin?.on("error", () => {}); // a child need not read its input
  child.stdin?.end(Buffer.from(input, "latin1"));
}

/**
 * Node encodes arguments as UTF-8. Bytes that form valid UTF-8 pass as they are; others
 * cannot be passed through this interface and arrive as Latin-1 characters in UTF-8.
 */
function encode(text: string): string {
  const decoded = Buffer.from(text, "latin1").toString("utf8");
  return decoded.includes("\ufffd") ? text : decoded;
}
