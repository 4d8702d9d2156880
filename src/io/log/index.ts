/** Log messages (manual: --log, --syslog, --debug): to a file, the system's log, and standard error. */
import type { LogLevel, TimeZone } from "../../engine/ports.js";
import type { Clock } from "../clock.js";
import { type Entry, FORMATS } from "./entry.js";
import { LogFile } from "./file.js";
import type { Syslog } from "./syslog.js";

/** "errors": only errors, and only while there is no other log, so that they are not lost. */
export type StandardError = "all" | "errors" | "nothing";

export interface LogOptions {
  readonly clock: Clock;
  readonly zone: TimeZone;
  readonly verbosity: LogLevel;
  readonly standardError: StandardError;
  /** Writes to standard error; bytes, one per character. */
  readonly writeError: (text: string) => void;
}

export class Log {
  verbosity: LogLevel;
  format: "text" | "json" = "text";
  syslog: Syslog | null = null;
  private readonly options: LogOptions;
  private readonly file: LogFile;

  constructor(options: LogOptions) {
    this.options = options;
    this.verbosity = options.verbosity;
    this.file = new LogFile((message) => {
      const entry: Entry = { level: 2, message, time: options.clock.milliseconds() };
      if (options.standardError !== "nothing") this.toStandardError(entry);
      this.syslog?.write(entry, options.zone);
    });
  }

  /** Opens the log file, or opens it anew (SIGUSR2); null: none. */
  open(file: string | null): void {
    this.file.open(file);
  }

  write(level: LogLevel, message: string): void {
    this.put(level, message, this.isForStandardError(level));
  }

  /** For what is shown on the terminal in another form. */
  writeToFile(level: LogLevel, message: string): void {
    this.put(level, message, false);
  }

  /** What goes wrong with the system's log itself. */
  writeLocally(level: LogLevel, message: string): void {
    const { syslog } = this;
    this.syslog = null;
    this.write(level, message);
    this.syslog = syslog;
  }

  /** The highest level that goes anywhere: messages above it need not even be built. */
  get effectiveVerbosity(): LogLevel {
    if (this.file.isWanted || this.syslog !== null || this.options.standardError === "all") return this.verbosity;
    return Math.min(this.verbosity, 2) as LogLevel;
  }

  /** SIGINT: one level more, after the last one the first again. */
  cycleVerbosity(): void {
    this.verbosity = (this.verbosity >= 6 ? 1 : this.verbosity + 1) as LogLevel;
    // Said at every level: whoever asked for it must see what it is now.
    this.enter(4, `log level is ${this.verbosity}`, this.isForStandardError(4));
  }

  close(): void {
    this.file.open(null);
    this.syslog?.close();
    this.syslog = null;
  }

  private isForStandardError(level: LogLevel): boolean {
    const { standardError } = this.options;
    if (standardError === "errors") return level <= 2 && !this.file.isOpen && this.syslog === null;
    return standardError === "all";
  }

  private put(level: LogLevel, message: string, toStandardError: boolean): void {
    if (level <= this.verbosity) this.enter(level, message, toStandardError);
  }

  private enter(level: LogLevel, message: string, toStandardError: boolean): void {
    const { clock, zone } = this.options;
    if (!toStandardError && !this.file.isWanted && this.syslog === null) return;
    const entry: Entry = { level, message, time: clock.milliseconds() };
    if (toStandardError) this.toStandardError(entry);
    this.syslog?.write(entry, zone);
    const format = FORMATS[this.format];
    const report = (lost: number): string =>
      format({ ...entry, level: 3, message: `the log file could not be written: ${lost} messages are lost` }, zone);
    if (this.file.isWanted) this.file.write(format(entry, zone), entry.time, report);
  }

  private toStandardError(entry: Entry): void {
    this.options.writeError(FORMATS[this.format](entry, this.options.zone));
  }
}
