/**
 * One Perl process and the two FIFOs through which it is asked, synchronously.
 *
 *        we                        perl
 *   write ──── requests FIFO ────▶ 3
 *   read  ◀──── answers FIFO ───── 4
 *
 * Each end is a description of its own, blocking, and nobody holds an end of the other
 * side: the death of either process is seen by the other as end of file. To open a FIFO
 * without a partner, a non-blocking reader is opened first, then the writer, then the
 * blocking reader. Anonymous pipes will not do: Node makes sockets of them, which are
 * non-blocking. The FIFOs' names are gone before Perl starts.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FrameReader, type FrameWriter } from "./protocol.js";

const READ_BYTES = 65_536;
const READ_BYTES_KEPT_MAX = 16 * READ_BYTES;

/** The process has ended, or closed its ends of the FIFOs. */
export class PerlGone extends Error {}

export interface CoProcessOptions {
  readonly perl: string;
  readonly arguments: readonly string[];
  /** Descriptors 0, 1 and 2 of the process; "ignore" is /dev/null. */
  readonly standardInput: number | "ignore";
  readonly standardOutput: number;
  readonly standardError: number;
}

export class CoProcess {
  private readonly child: ChildProcess | null = null;
  private readonly requests: number;
  private readonly answers: number;
  private buffer = Buffer.allocUnsafe(READ_BYTES);
  /** What was read and not yet taken: buffer[from, to). */
  private from = 0;
  private to = 0;
  private isOpen = true;

  /** Throws when the process cannot be started. */
  constructor(options: CoProcessOptions) {
    const [requests, answers] = openFifos();
    this.requests = requests.writer;
    this.answers = answers.reader;
    try {
      const { standardInput, standardOutput, standardError } = options;
      this.child = spawn(options.perl, options.arguments, {
        stdio: [standardInput, standardOutput, standardError, requests.reader, answers.writer],
      });
      this.child.on("error", () => {});
      this.child.unref();
      if (this.child.pid === undefined) throw new Error(`${options.perl} cannot be run`);
    } catch (error) {
      this.close();
      throw error;
    } finally {
      closeSync(requests.reader);
      closeSync(answers.writer);
    }
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Sends what the writer has collected. Throws PerlGone, and nothing has been received then. */
  send(frames: FrameWriter): void {
    const { buffer, length } = frames;
    try {
      for (let sent = 0; sent < length; ) sent += writeSync(this.requests, buffer, sent, length - sent);
    } catch {
      throw new PerlGone();
    } finally {
      frames.clear();
    }
  }

  /** Waits for the next frame. Hot: it runs once per call. */
  receive(): FrameReader {
    if (this.from === this.to) {
      this.from = 0;
      this.to = 0;
      if (this.buffer.length > READ_BYTES_KEPT_MAX) this.buffer = Buffer.allocUnsafe(READ_BYTES);
    }
    this.fill(4);
    const length = this.buffer.readUInt32LE(this.from);
    this.fill(4 + length);
    const start = this.from + 4;
    this.from = start + length;
    return new FrameReader(this.buffer, start, this.from);
  }

  /** Tells the process to end by closing its requests, and waits until it has, so that its output is out. */
  finish(): void {
    if (!this.isOpen) return;
    closeSync(this.requests);
    try {
      for (;;) {
        this.from = this.to;
        this.receive();
      }
    } catch {
      // It has ended.
    }
    closeSync(this.answers);
    this.isOpen = false;
  }

  /** Kills the process if it is still there. */
  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    closeSync(this.requests);
    closeSync(this.answers);
    this.child?.kill("SIGKILL");
  }

  /** Makes at least `count` bytes available from `from` on. */
  private fill(count: number): void {
    if (this.to - this.from >= count) return;
    if (this.from + count > this.buffer.length) this.makeRoom(count);
    while (this.to - this.from < count) {
      const got = this.read();
      if (got === 0) throw new PerlGone();
      this.to += got;
    }
  }

  private makeRoom(count: number): void {
    const larger =
      count > this.buffer.length ? Buffer.allocUnsafe(Math.max(count, 2 * this.buffer.length)) : this.buffer;
    this.buffer.copy(larger, 0, this.from, this.to);
    this.buffer = larger;
    this.to -= this.from;
    this.from = 0;
  }

  private read(): number {
    for (;;) {
      try {
        return readSync(this.answers, this.buffer, this.to, this.buffer.length - this.to, null);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EINTR") throw error;
      }
    }
  }
}

interface Fifo {
  readonly reader: number;
  readonly writer: number;
}

function openFifos(): [Fifo, Fifo] {
  const directory = mkdtempSync(join(tmpdir(), "evcorr-perl-"));
  const names = [join(directory, "requests"), join(directory, "answers")] as const;
  try {
    execFileSync("mkfifo", ["-m", "600", ...names], { stdio: ["ignore", "ignore", "pipe"] });
    return [openFifo(names[0]), openFifo(names[1])];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function openFifo(name: string): Fifo {
  const placeholder = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(name, constants.O_WRONLY);
  const reader = openSync(name, constants.O_RDONLY);
  closeSync(placeholder);
  return { reader, writer };
}
