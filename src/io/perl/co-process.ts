/** One Perl process and the two FIFOs through which it is asked, synchronously. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { accessSync, closeSync, constants, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { decode, encodeFrame, type Wire } from "./frames.js";
import { WORKER_SOURCE } from "./worker-source.js";

/** Milliseconds that a new process may take until it is ready. */
const START_MS_MAX = 10_000;
const pause = new Int32Array(new SharedArrayBuffer(4));

export class PerlDied extends Error {}

/** The path of perl, null when there is none. */
export function findPerl(path = process.env.PATH ?? ""): string | null {
  for (const directory of path.split(delimiter)) {
    const file = join(directory, "perl");
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // not here
    }
  }
  return null;
}

export class CoProcess {
  private readonly child: ChildProcess;
  private readonly reader: number;
  private readonly writer: number;
  private readonly head = Buffer.alloc(4);

  /** Throws when perl cannot be started. */
  constructor(perl: string, standardOutput: number) {
    const directory = mkdtempSync(join(tmpdir(), "evcorr-perl-"));
    const [requests, answers] = [join(directory, "requests"), join(directory, "answers")];
    try {
      execFileSync("mkfifo", ["-m", "600", requests, answers]);
      // A reader of our own lets the writer be opened before perl has opened its end.
      const placeholder = openSync(requests, constants.O_RDONLY | constants.O_NONBLOCK);
      const early = openSync(answers, constants.O_RDONLY | constants.O_NONBLOCK);
      this.writer = openSync(requests, constants.O_WRONLY);
      this.child = spawn(perl, ["-e", WORKER_SOURCE, requests, answers, String(process.pid)], {
        stdio: ["ignore", standardOutput, 2],
      });
      this.child.on("error", () => {});
      this.child.unref();
      const head = this.awaitBytes(early);
      this.reader = openSync(answers, constants.O_RDONLY);
      this.readBody(head);
      closeSync(early);
      closeSync(placeholder);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }

  send(value: Wire): void {
    const frame = encodeFrame(value);
    try {
      for (let sent = 0; sent < frame.length; ) sent += writeSync(this.writer, frame, sent);
    } catch (error) {
      throw new PerlDied((error as Error).message);
    }
  }

  /** Waits for the next answer. Throws PerlDied when the process is gone. */
  receive(): Wire {
    this.fill(this.head);
    return this.readBody(this.head);
  }

  close(): void {
    closeSync(this.writer);
    closeSync(this.reader);
    this.child.kill("SIGKILL");
  }

  private readBody(head: Buffer): Wire {
    const body = Buffer.alloc(head.readUInt32BE(0));
    this.fill(body);
    return decode(body);
  }

  private fill(buffer: Buffer): void {
    for (let filled = 0; filled < buffer.length; ) {
      const count = readSync(this.reader, buffer, filled, buffer.length - filled, null);
      if (count === 0) throw new PerlDied("the Perl process has ended");
      filled += count;
    }
  }

  /** The first answer's length: until perl has opened its end there is nothing to wait on. */
  private awaitBytes(descriptor: number): Buffer {
    const head = Buffer.alloc(4);
    for (let waited = 0; waited < START_MS_MAX; waited++) {
      try {
        if (readSync(descriptor, head, 0, 4, null) === 4) return head;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      }
      Atomics.wait(pause, 0, 0, 1);
    }
    throw new PerlDied("perl does not start");
  }
}
