/** Log messages (manual: --log, --debug): to a file, and to standard error when it is a terminal. */
import { closeSync, openSync, writeSync } from "node:fs";
import type { LogLevel, TimeZone } from "../engine/ports.js";
import type { Clock } from "./clock.js";

const LEVEL_NAMES = ["", "critical", "error", "warning", "notice", "info", "debug"] as const;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** "errors": only errors, and only while there is no log file, so that they are not lost. */
export type StandardError = "all" | "errors" | "nothing";

export class Log {
  verbosity: LogLevel;
  private readonly clock: Clock;
  private readonly zone: TimeZone;
  private readonly toStandardError: StandardError;
  private descriptor: number | null = null;

  constructor(clock: Clock, zone: TimeZone, verbosity: LogLevel, toStandardError: StandardError) {
    this.clock = clock;
    this.zone = zone;
    this.verbosity = verbosity;
    this.toStandardError = toStandardError;
  }

  /** Opens the log file, or opens it anew (SIGUSR2); null: none. */
  open(file: string | null): void {
    this.close();
    if (file === null) return;
    try {
      this.descriptor = openSync(file, "a");
    } catch (error) {
      this.write(2, `cannot open the log file ${file}: ${(error as Error).message}`);
    }
  }

  write(level: LogLevel, message: string): void {
    this.put(level, message, this.isForStandardError(level));
  }

  /** For what is shown on the terminal in another form. */
  writeToFile(level: LogLevel, message: string): void {
    this.put(level, message, false);
  }

  private isForStandardError(level: LogLevel): boolean {
    if (this.toStandardError === "errors") return level <= 2 && this.descriptor === null;
    return this.toStandardError === "all";
  }

  /** The highest level that goes anywhere: messages above it need not even be built. */
  get effectiveVerbosity(): LogLevel {
    if (this.descriptor !== null || this.toStandardError === "all") return this.verbosity;
    return Math.min(this.verbosity, 2) as LogLevel;
  }

  private put(level: LogLevel, message: string, toStandardError: boolean): void {
    if (level > this.verbosity || (!toStandardError && this.descriptor === null)) return;
    const line = Buffer.from(`${this.timestamp()} ${LEVEL_NAMES[level]}: ${message}\n`, "latin1");
    if (toStandardError) append(2, line);
    if (this.descriptor !== null && !append(this.descriptor, line)) this.close();
  }

  /** SIGINT: one level more, after the last one the first again. */
  cycleVerbosity(): void {
    this.verbosity = (this.verbosity >= 6 ? 1 : this.verbosity + 1) as LogLevel;
    this.write(4, `log level is ${this.verbosity}`);
  }

  close(): void {
    if (this.descriptor !== null) closeSync(this.descriptor);
    this.descriptor = null;
  }

  private timestamp(): string {
    const time = this.zone(this.clock.now());
    const two = (value: number): string => String(value).padStart(2, "0");
    const clock = `${two(time.hour)}:${two(time.minute)}:${two(time.second)}`;
    const day = String(time.day).padStart(2, " ");
    return `${WEEKDAYS[time.weekday]} ${MONTHS[time.month - 1]} ${day} ${clock} ${time.year}`;
  }
}

/** False when it fails: a log that cannot be written does not stop the work. */
function append(descriptor: number, line: Buffer): boolean {
  try {
    writeSync(descriptor, line);
    return true;
  } catch {
    return false;
  }
}
