/**
 * The log file (manual: --log). A log that cannot be written does not stop the work: that
 * is said once, what is lost is counted, and the file is tried again every second.
 */
import { openSync, writeSync } from "node:fs";
import { closeWritten } from "../closing.js";
import { pathOf } from "../path.js";

/** Milliseconds between tries to open a file that could not be written. */
const RETRY = 1000;

export class LogFile {
  private readonly onTrouble: (message: string) => void;
  private name: string | null = null;
  private descriptor: number | null = null;
  /** Messages lost since it last worked. */
  private lost = 0;
  private triedAt = Number.NEGATIVE_INFINITY;
  /** A part of a message was written last: it has to end before another begins. */
  private isTorn = false;
  /** The present trouble has been told. */
  private isTold = false;

  /** `onTrouble` hears of the first failure; the log itself cannot tell of it. */
  constructor(onTrouble: (message: string) => void) {
    this.onTrouble = onTrouble;
  }

  /** Its messages go somewhere, or will when the trouble is over. */
  get isWanted(): boolean {
    return this.name !== null;
  }

  get isOpen(): boolean {
    return this.descriptor !== null;
  }

  /** Opens the file, or opens it anew; null: none. */
  open(name: string | null): void {
    this.close();
    this.name = name;
    if (name !== null) this.tryToOpen();
  }

  /** `makeReport` gives the line that tells how many messages were lost. */
  write(line: string, now: number, makeReport: (lost: number) => string): void {
    if (this.name === null) return;
    if (this.descriptor === null && Math.abs(now - this.triedAt) >= RETRY) {
      this.triedAt = now;
      this.tryToOpen();
    }
    const text = this.lost > 0 ? makeReport(this.lost) + line : line;
    if (this.descriptor === null || !this.append(this.descriptor, text, now)) {
      this.lost++;
      return;
    }
    this.lost = 0;
    this.isTold = false;
  }

  close(): void {
    if (this.descriptor !== null) closeWritten(this.descriptor);
    this.descriptor = null;
  }

  private tryToOpen(): void {
    try {
      this.descriptor = openSync(pathOf(this.name as string), "a");
    } catch (error) {
      this.tell("open", error as Error);
    }
  }

  private append(descriptor: number, text: string, now: number): boolean {
    const bytes = Buffer.from(this.isTorn ? `\n${text}` : text, "latin1");
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(descriptor, bytes, written);
      this.isTorn = false;
      return true;
    } catch (error) {
      this.isTorn ||= written > 0;
      this.tell("write", error as Error);
      this.close();
      this.triedAt = now;
      return false;
    }
  }

  private tell(action: string, error: Error): void {
    if (!this.isTold) this.onTrouble(`cannot ${action} the log file ${this.name}: ${error.message}`);
    this.isTold = true;
  }
}
