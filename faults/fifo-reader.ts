/** The reader of a named pipe: in this process, or a program that can be stopped. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { closeSync, constants, openSync, readSync } from "node:fs";

export function makeFifo(path: string): void {
  execFileSync("mkfifo", ["-m", "666", path]);
}

/** Reads what is there when asked. */
export class FifoReader {
  private readonly descriptor: number;
  private text = "";

  constructor(path: string) {
    this.descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  }

  /** The finished lines so far. */
  lines(): string[] {
    const bytes = Buffer.alloc(65536);
    for (;;) {
      let count = 0;
      try {
        count = readSync(this.descriptor, bytes);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      }
      if (count === 0) return this.text.split("\n").slice(0, -1);
      this.text += bytes.toString("latin1", 0, count);
    }
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

/** A program that copies a named pipe into a file. */
export class CopyingReader {
  private readonly process: ChildProcess;

  constructor(from: string, to: string) {
    this.process = spawn("/bin/sh", ["-c", 'exec cat "$1" > "$2"', "sh", from, to], { stdio: "ignore" });
  }

  stop(): void {
    this.process.kill("SIGSTOP");
  }

  goOn(): void {
    this.process.kill("SIGCONT");
  }

  kill(): void {
    this.process.kill("SIGKILL");
  }
}
