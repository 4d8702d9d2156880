/** Hears what a daemon says: its log, also when that is moved or begun anew, and its standard error. */
import { readFileSync, statSync } from "node:fs";
import type { Daemon } from "../testing/daemon.js";

export class Ear {
  private readonly daemon: Daemon;
  private readonly log: string;
  private readonly heard: string[] = [];
  private inode = 0;
  private logRead = 0;
  private errorsRead = 0;

  /** `log`: the path of the log file. */
  constructor(daemon: Daemon, log: string) {
    this.daemon = daemon;
    this.log = log;
  }

  /** All finished lines so far, in the order in which they were heard. */
  get lines(): readonly string[] {
    const errors = this.daemon.standardError.slice(this.errorsRead);
    this.errorsRead += this.take(errors);
    this.logRead += this.take(this.newInLog());
    return this.heard;
  }

  private newInLog(): string {
    try {
      const { ino, size } = statSync(this.log);
      if (ino !== this.inode || size < this.logRead) this.logRead = 0;
      this.inode = ino;
      return readFileSync(this.log, "latin1").slice(this.logRead);
    } catch {
      return ""; // not there, or no file: that may be the fault
    }
  }

  /** Keeps the finished lines of `text`; their length. */
  private take(text: string): number {
    const end = text.lastIndexOf("\n") + 1;
    if (end > 0) for (const line of text.slice(0, end - 1).split("\n")) this.heard.push(line);
    return end;
  }
}
