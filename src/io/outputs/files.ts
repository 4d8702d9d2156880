/** Files that actions write to (manual: write, writen, closef, owritecl). "-" is standard output. */
import { closeSync, constants, openSync, writeSync } from "node:fs";
import type { LogLevel } from "../../engine/ports.js";

/** Bytes that are collected per file before they are written without waiting for a flush. */
const COLLECTED_MAX = 65536;

interface OpenFile {
  readonly name: string;
  readonly descriptor: number;
  /** Texts not written yet. */
  collected: string[];
  size: number;
}

/** Writes are collected until somebody could notice: see flush(). */
export class OutputFiles {
  private readonly open = new Map<string, OpenFile>();
  private readonly log: (level: LogLevel, message: string) => void;

  constructor(standardOutput: number, log: (level: LogLevel, message: string) => void) {
    this.log = log;
    this.open.set("-", { name: "-", descriptor: standardOutput, collected: [], size: 0 });
  }

  write(name: string, data: string): void {
    const file = this.open.get(name) ?? this.openFile(name);
    if (file === null) return;
    file.collected.push(data);
    file.size += data.length;
    if (file.size >= COLLECTED_MAX) this.flushFile(file);
  }

  /** Opens, appends and closes; after what was written to the same file before. */
  writeOnce(name: string, data: string): void {
    if (name === "-") {
      this.write(name, data);
      return;
    }
    const before = this.open.get(name);
    if (before !== undefined) this.flushFile(before);
    const file = this.openFile(name);
    if (file === null) return;
    this.open.delete(name);
    if (before !== undefined) this.open.set(name, before);
    file.collected.push(data);
    this.flushFile(file);
    closeSync(file.descriptor);
  }

  close(name: string): void {
    const file = this.open.get(name);
    if (file === undefined || name === "-") return;
    this.flushFile(file);
    closeSync(file.descriptor);
    this.open.delete(name);
  }

  /** They are opened anew when they are next written to. */
  closeAll(): void {
    this.flush();
    for (const name of [...this.open.keys()]) this.close(name);
  }

  /** Writes what was collected: before a child starts, before Perl code runs, when idle, at the end. */
  flush(): void {
    for (const file of this.open.values()) this.flushFile(file);
  }

  private openFile(name: string): OpenFile | null {
    try {
      const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NONBLOCK;
      const file = { name, descriptor: openSync(name, flags, 0o666), collected: [], size: 0 };
      this.open.set(name, file);
      return file;
    } catch (error) {
      this.log(3, `cannot write to ${name}: ${(error as Error).message}`);
      return null;
    }
  }

  private flushFile(file: OpenFile): void {
    if (file.collected.length === 0) return;
    const bytes = Buffer.from(file.collected.join(""), "latin1");
    file.collected = [];
    file.size = 0;
    try {
      writeAll(file.descriptor, bytes);
    } catch (error) {
      this.log(3, `${bytes.length} bytes for ${file.name} are lost: ${(error as Error).message}`);
      if (file.name !== "-") {
        closeSync(file.descriptor);
        this.open.delete(file.name);
      }
    }
  }
}

/** How often a full pipe is tried again before its bytes are given up. */
const TRIES_MAX = 200;
const pause = new Int32Array(new SharedArrayBuffer(4));

function writeAll(descriptor: number, bytes: Buffer): void {
  let written = 0;
  for (let tries = 0; written < bytes.length; ) {
    try {
      written += writeSync(descriptor, bytes, written);
      tries = 0;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN" || ++tries > TRIES_MAX) throw error;
      Atomics.wait(pause, 0, 0, 5);
    }
  }
}
