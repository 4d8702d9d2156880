/** Where bytes come from: an open file, pipe or stream. It never blocks. */
import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync, statSync } from "node:fs";
import { Socket } from "node:net";
import type { FilePlace } from "../ahead/scan-ahead.js";
import { pathOf } from "../path.js";

/** Bytes read at once, at most. */
export const BLOCK_SIZE_MAX = 65536;
/** Bytes of a stream that wait to be read; beyond, its writer waits. */
const STREAM_WAITING_MAX = 1024 * 1024;
const buffer = Buffer.alloc(BLOCK_SIZE_MAX);

/**
 * A pipe holds 64 KiB: who writes as fast as it can is waited for a moment, since to be told of
 * the next bytes takes longer. Milliseconds, and how often.
 */
const WAIT_MS = 0.05;
const WAITS_MAX = 4;
/** Bytes of one read from which on a writer is taken to write as fast as it can. */
const BUSY_BYTES = 16_384;
const NEVER_NOTIFIED = new Int32Array(new SharedArrayBuffer(4));

/** Bytes, good until the next read; "nothing": not yet; "end": nothing more unless somebody writes. */
export type Read = Buffer | "nothing" | "end";

/** Where reading begins; a number of bytes beyond the end means the end. */
export type StartAt = "beginning" | "end" | number;

/** Whether the name of an open file still stands for it. */
export type Standing = "same" | "truncated" | "replaced" | "gone";

/** What an open input is, for dumps. */
export interface ReaderPlace {
  readonly kind: Reader["kind"];
  readonly inode: number;
  readonly device: number;
  /** Of a file: bytes before the next read, and bytes of its present size. */
  readonly position: number | null;
  readonly size: number | null;
}

export interface Reader {
  readonly kind: "file" | "pipe" | "stream";
  /** Throws when it cannot be read (any more). */
  read(bytesMax: number): Read;
  /** Compares with what is there under `name` now. */
  standing(name: string): Standing;
  place(): ReaderPlace | null;
  /** Where the next read will be, if others may read there too; null: they may not. */
  readonly ahead: FilePlace | null;
  close(): void;
}

/** Tells whether a name stands for what was opened under it; and the size of what it stands for. */
class Identity {
  private readonly inode: bigint;
  private readonly device: bigint;

  constructor(descriptor: number) {
    const { ino, dev } = fstatSync(descriptor, { bigint: true });
    this.inode = ino;
    this.device = dev;
  }

  compare(name: string): "gone" | "replaced" | { readonly size: number } {
    const named = statOf(name);
    if (named === null) return "gone";
    return named.ino === this.inode && named.dev === this.device ? { size: Number(named.size) } : "replaced";
  }
}

/** Null: nothing is there, or nobody says what: a directory was closed to us, links lead in a circle, a disk is away. */
function statOf(name: string): BigIntStats | null {
  try {
    return statSync(pathOf(name), { bigint: true });
  } catch {
    return null;
  }
}

/** A regular file, read from a position of our own. */
export class FileReader implements Reader {
  readonly kind = "file";
  private readonly descriptor: number;
  private readonly identity: Identity;
  private position: number;

  constructor(descriptor: number, start: StartAt) {
    this.descriptor = descriptor;
    this.identity = new Identity(descriptor);
    const { size } = fstatSync(descriptor);
    this.position = start === "end" ? size : start === "beginning" ? 0 : Math.min(start, size);
  }

  read(bytesMax: number): Read {
    const count = readSync(this.descriptor, buffer, 0, bytesMax, this.position);
    this.position += count;
    return count === 0 ? "end" : buffer.subarray(0, count);
  }

  standing(name: string): Standing {
    const found = this.identity.compare(name);
    if (typeof found === "string") return found;
    return found.size < this.position ? "truncated" : "same";
  }

  place(): ReaderPlace {
    const { ino, dev, size } = fstatSync(this.descriptor);
    return { kind: this.kind, inode: ino, device: dev, position: this.position, size };
  }

  get ahead(): FilePlace {
    return { descriptor: this.descriptor, position: this.position };
  }

  rewind(): void {
    this.position = 0;
  }

  close(): void {
    if (this.descriptor !== 0) closeSync(this.descriptor);
  }
}

/** A named pipe, or a pipe, terminal or device as standard input, opened without blocking; or a file read from where it stands. */
export class PipeReader implements Reader {
  readonly kind: "pipe" | "file";
  readonly ahead = null;
  private readonly descriptor: number;
  private readonly identity: Identity;
  /** The last read has brought so much that the writer will soon have more. */
  private isBusy = false;

  constructor(descriptor: number, kind: "pipe" | "file" = "pipe") {
    this.kind = kind;
    this.descriptor = descriptor;
    this.identity = new Identity(descriptor);
  }

  read(bytesMax: number): Read {
    let read = this.readNow(bytesMax);
    for (let waits = 0; read === "nothing" && this.isBusy && waits < WAITS_MAX; waits++) {
      Atomics.wait(NEVER_NOTIFIED, 0, 0, WAIT_MS);
      read = this.readNow(bytesMax);
    }
    this.isBusy = typeof read !== "string" && read.length >= BUSY_BYTES;
    return read;
  }

  private readNow(bytesMax: number): Read {
    try {
      const count = readSync(this.descriptor, buffer, 0, bytesMax, null);
      return count === 0 ? "end" : buffer.subarray(0, count);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EAGAIN") return "nothing";
      throw error;
    }
  }

  standing(name: string): Standing {
    const found = this.identity.compare(name);
    return typeof found === "string" ? found : "same";
  }

  place(): ReaderPlace {
    const { ino, dev } = fstatSync(this.descriptor);
    return { kind: this.kind, inode: ino, device: dev, position: null, size: null };
  }

  close(): void {
    if (this.descriptor !== 0) closeSync(this.descriptor);
  }
}

/** A socket as standard input: it cannot be opened anew as one that does not block, so Node reads it. */
export class StreamReader implements Reader {
  readonly kind = "stream";
  readonly ahead = null;
  private readonly socket: Socket;
  private readonly waiting: Buffer[] = [];
  private size = 0;
  private ended = false;

  constructor(descriptor: number, onChange: () => void) {
    this.socket = new Socket({ fd: descriptor, readable: true, writable: false });
    this.socket.on("data", (bytes) => {
      this.waiting.push(bytes);
      this.size += bytes.length;
      if (this.size > STREAM_WAITING_MAX) this.socket.pause();
      onChange();
    });
    const end = (): void => {
      this.ended = true;
      onChange();
    };
    this.socket.on("end", end).on("error", end).on("close", end);
  }

  read(): Read {
    const bytes = this.waiting.shift();
    if (bytes === undefined) return this.ended ? "end" : "nothing";
    this.size -= bytes.length;
    if (this.socket.isPaused() && this.size <= STREAM_WAITING_MAX) this.socket.resume();
    return bytes;
  }

  standing(): Standing {
    return "same";
  }

  /** Not known: Node has the descriptor. */
  place(): null {
    return null;
  }

  close(): void {
    this.socket.destroy();
  }
}

/** Opens what a name stands for; throws when it cannot be opened, or is a directory. */
export function openNamed(name: string, start: StartAt, rwfifo: boolean): Reader {
  const isPipe = statSync(pathOf(name)).isFIFO();
  const access = isPipe && rwfifo ? constants.O_RDWR : constants.O_RDONLY;
  return readerOf(openSync(pathOf(name), access | constants.O_NONBLOCK | constants.O_NOCTTY), start);
}

/** `file` stands for standard input when it is not the process's own. */
export function openStandardInput(file: string | undefined, start: StartAt, onChange: () => void): Reader {
  if (file !== undefined) return readerOf(openSync(file, constants.O_RDONLY), start);
  const stat = fstatSync(0);
  // From where the descriptor stands: a program before us may have read its part.
  if (stat.isFile()) return start === "beginning" ? new PipeReader(0, "file") : new FileReader(0, start);
  if (stat.isSocket()) return new StreamReader(0, onChange);
  // A description of our own that does not block; others may share descriptor 0.
  return new PipeReader(openSync("/dev/stdin", constants.O_RDONLY | constants.O_NONBLOCK));
}

function readerOf(descriptor: number, start: StartAt): Reader {
  const stat = fstatSync(descriptor);
  if (stat.isDirectory()) {
    closeSync(descriptor);
    throw new Error("it is a directory");
  }
  return stat.isFile() ? new FileReader(descriptor, start) : new PipeReader(descriptor);
}
