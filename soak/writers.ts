/** The writers as their starter sees them: it answers when a line has been acted on. */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Way } from "./plan.js";
import type { FromWriter, ToWriter, WriterTask } from "./writer.js";

const PROGRAM = fileURLToPath(new URL("writer.js", import.meta.url));

interface Waiting {
  readonly writer: ChildProcess;
  readonly number: number;
  /** The last line acted on when it was last looked, and when that changed. */
  seen: number;
  since: number;
}

export class Writers {
  readonly rotations: Record<Way, number> = { rename: 0, truncate: 0, remove: 0 };
  /** Waits that were given up. */
  inVain = 0;
  /** How a writer failed. */
  failure: string | null = null;
  private readonly processes: ChildProcess[];
  private readonly waiting = new Map<number, Waiting>();
  private ended = 0;

  constructor(tasks: readonly WriterTask[]) {
    this.processes = tasks.map((task) => this.start(task));
  }

  get areReady(): boolean {
    return this.ended === this.processes.length;
  }

  /**
   * Lets those go on whose line has been acted on; `lastActed` tells the last line of a file.
   * Who has waited for `patienceMs` without anything of the file being acted on goes on as well.
   */
  answer(lastActed: (file: number) => number, patienceMs: number): void {
    const now = performance.now();
    for (const [file, wait] of this.waiting) {
      const last = lastActed(file);
      if (last !== wait.seen) Object.assign(wait, { seen: last, since: now });
      const isInVain = last < wait.number && now - wait.since > patienceMs;
      if (isInVain) this.inVain++;
      if (last < wait.number && !isInVain) continue;
      this.waiting.delete(file);
      wait.writer.send({ file } satisfies ToWriter);
    }
  }

  /** What is waited for, for the report of a failure. */
  get waits(): string {
    return [...this.waiting].map(([file, { number, seen }]) => `file ${file}: line ${number} (${seen})`).join(", ");
  }

  kill(): void {
    for (const writer of this.processes) writer.kill("SIGKILL");
  }

  private start(task: WriterTask): ChildProcess {
    const writer = fork(PROGRAM, [JSON.stringify(task)]);
    writer.on("message", (message: FromWriter) => {
      if (message.kind === "wait") {
        this.waiting.set(message.file, { writer, number: message.number, seen: -1, since: performance.now() });
      } else {
        for (const way of Object.keys(message.rotations) as Way[]) this.rotations[way] += message.rotations[way];
        this.ended++;
      }
    });
    writer.on("exit", (status, signal) => {
      if (status !== 0) this.failure ??= `a writer ended with ${signal ?? status}`;
    });
    return writer;
  }
}
