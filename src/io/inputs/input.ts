/** One input: a regular file, a named pipe, or standard input (manual: --input). */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from "node:fs";
import type { Seconds } from "../../base/seconds.js";
import { LineBuffer } from "./line-buffer.js";

/** Bytes read at once, at least. */
const READ_SIZE = 65536;
const readBuffer = Buffer.alloc(READ_SIZE);

export interface InputOptions {
  /** --tail: wait for more at the end; otherwise the input is over there. */
  readonly tail: boolean;
  readonly rwfifo: boolean;
}

/** Where reading begins when the input is opened. */
export type StartAt = "beginning" | "end" | number;

export class Input {
  readonly name: string;
  /** The internal context given for it, null for the default one. */
  context: string | null;
  /** It was added by addinput and goes with a full restart. */
  readonly added: boolean;
  /** When opening it was last tried, when it last brought data, when its state was last looked at. */
  triedAt: Seconds = 0;
  dataAt: Seconds = 0;
  checkedAt: Seconds = 0;
  /** When it brought nothing and --check-timeout began; null while it is not resting. */
  restsSince: Seconds | null = null;
  /** --input-timeout has been reported. */
  timedOut = false;
  private readonly options: InputOptions;
  private readonly standardInput: string | undefined;
  private readonly buffer = new LineBuffer();
  private descriptor: number | null = null;
  private kind: "file" | "pipe" = "file";
  private inode = 0n;
  private device = 0n;
  private position = 0;
  private atEnd = false;

  constructor(name: string, context: string | null, added: boolean, options: InputOptions, standardInput?: string) {
    this.name = name;
    this.context = context;
    this.added = added;
    this.options = options;
    this.standardInput = standardInput;
  }

  get isOpen(): boolean {
    return this.descriptor !== null;
  }

  /** Nothing more will come: the end was reached with --notail, or it is closed. */
  get isOver(): boolean {
    return !this.buffer.hasLine && (this.atEnd || this.descriptor === null);
  }

  /** Opens it; an error message when that fails. */
  open(start: StartAt, now: Seconds): string | null {
    this.triedAt = now;
    this.dataAt = now;
    try {
      const descriptor = this.name === "-" ? openStandardInput(this.standardInput) : this.openFile();
      this.adopt(descriptor, fstatSync(descriptor, { bigint: true }).isFile() ? "file" : "pipe", start);
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  }

  close(): void {
    if (this.descriptor !== null && this.descriptor !== 0) closeSync(this.descriptor);
    this.descriptor = null;
    this.buffer.clear();
  }

  /** The next line if there is one; reads more when the buffer holds none. */
  nextLine(now: Seconds): string | undefined {
    if (!this.buffer.hasLine && this.descriptor !== null && !this.atEnd) this.read(now);
    return this.buffer.next();
  }

  /**
   * Looks whether the name still stands for the open file: another file there, or a
   * shorter one, is read from its beginning. A message when it was reopened.
   */
  checkRotation(now: Seconds): string | null {
    this.checkedAt = now;
    if (this.descriptor === null || this.kind !== "file" || this.name === "-") return null;
    let named: Stats & { ino: unknown };
    try {
      named = statSync(this.name, { bigint: true }) as unknown as Stats & { ino: unknown };
    } catch {
      return null; // removed: what is still written to the open file is read
    }
    const { ino, dev, size } = named as unknown as { ino: bigint; dev: bigint; size: bigint };
    if (ino === this.inode && dev === this.device) {
      if (Number(size) >= this.position) return null;
      return this.reopen(now) ?? `input ${this.name} was truncated: reading it from its beginning`;
    }
    return this.reopen(now) ?? `input ${this.name} was replaced: reading the new file from its beginning`;
  }

  private reopen(now: Seconds): string | null {
    this.close();
    return this.open("beginning", now);
  }

  private openFile(): number {
    const isPipe = statSync(this.name).isFIFO();
    const access = isPipe && this.options.rwfifo ? constants.O_RDWR : constants.O_RDONLY;
    return openSync(this.name, access | constants.O_NONBLOCK);
  }

  private adopt(descriptor: number, kind: "file" | "pipe", start: StartAt): void {
    const { ino, dev, size } = fstatSync(descriptor, { bigint: true });
    if (fstatSync(descriptor).isDirectory()) {
      closeSync(descriptor);
      throw new Error("it is a directory");
    }
    this.descriptor = descriptor;
    this.kind = kind;
    this.inode = ino;
    this.device = dev;
    this.atEnd = false;
    this.position = start === "end" ? Number(size) : start === "beginning" ? 0 : start;
  }

  private read(now: Seconds): void {
    const descriptor = this.descriptor as number;
    let count: number;
    try {
      count = readSync(descriptor, readBuffer, 0, READ_SIZE, this.kind === "file" ? this.position : null);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EAGAIN") return;
      this.close();
      return;
    }
    if (count === 0) {
      this.endReached();
      return;
    }
    this.position += count;
    this.dataAt = now;
    this.buffer.add(readBuffer.subarray(0, count));
  }

  private endReached(): void {
    if (!this.options.tail) {
      this.atEnd = true;
      const last = this.buffer.takeUnfinished();
      if (last !== undefined) this.buffer.add(Buffer.from(`${last}\n`, "latin1"));
    } else if (this.kind === "pipe" && this.name === "-") {
      this.atEnd = true;
    }
  }
}

/** A description of our own that does not block, where standard input is a pipe. */
function openStandardInput(file: string | undefined): number {
  if (file !== undefined) return openSync(file, constants.O_RDONLY);
  const stat = fstatSync(0);
  if (stat.isFile()) return 0;
  try {
    return openSync("/dev/stdin", constants.O_RDONLY | constants.O_NONBLOCK);
  } catch {
    return 0;
  }
}
