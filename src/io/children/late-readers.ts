/**
 * Lets programs open their standard input by name (/dev/stdin) after all of it was written.
 *
 * On Linux that opens the pipe anew. With a pipe of pipe(2) it succeeds at once; with a named
 * pipe, which is all that Node can get, it waits for a writer, and ours may have written all
 * and be gone. So a writer looks in from time to time, and leaves at once without a word:
 * whoever waits is let in, finds what is in the pipe, and then its end.
 *
 *   written, closed ──▶ look in after 1, 2, 4 ... 1000 ms ──▶ nobody has the pipe: over
 */
import { spawn } from "node:child_process";
import { closeSync, constants, openSync } from "node:fs";

/** O_PATH of Linux: a descriptor that stands for the file and is neither reader nor writer; Node has no name for it. */
const O_PATH = 0x200000;
const FIRST_MS = 1;
const LAST_MS = 1000;
/** Who looks in when we end before a child has read: its seconds add up to about ten. */
const SUCCESSOR =
  "for pause in 0.05 0.1 0.2 0.5 1 2 3 3; do sleep $pause; for pipe; do : <>/proc/self/fd/$pipe; done; done";
/** Descriptor numbers that every shell can name. */
const SUCCESSOR_PIPES_MAX = 7;

export class LateReaders {
  private readonly pipes = new Set<LatePipe>();

  /** For the pipe of that name, which may lose its name afterwards. Null where nobody has to wait. */
  expect(path: string): LatePipe | null {
    if (process.platform !== "linux") return null;
    const pipe = new LatePipe(openSync(path, O_PATH), () => this.pipes.delete(pipe));
    this.pipes.add(pipe);
    return pipe;
  }

  /** Hands what is still being read to a process that lives a little longer than ours. */
  close(): void {
    for (const pipe of this.pipes) pipe.lookIn();
    const left = [...this.pipes].slice(0, SUCCESSOR_PIPES_MAX);
    if (left.length > 0) leaveTo(left.map(({ handle }) => handle));
    for (const pipe of [...this.pipes]) pipe.close();
  }
}

export class LatePipe {
  readonly handle: number;
  private readonly onOver: () => void;
  private isOver = false;
  private pauseMs = FIRST_MS;
  private timer: NodeJS.Timeout | null = null;

  constructor(handle: number, onOver: () => void) {
    this.handle = handle;
    this.onOver = onOver;
  }

  /** All has been written, and our writer is gone. */
  begin(): void {
    if (this.timer !== null || this.isOver) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.lookIn();
      this.begin();
    }, this.pauseMs).unref();
    this.pauseMs = Math.min(LAST_MS, this.pauseMs * 2);
  }

  /** Lets in who waits; the end when nobody has the pipe. */
  lookIn(): void {
    if (this.isOver) return;
    try {
      closeSync(openSync(`/proc/self/fd/${this.handle}`, constants.O_WRONLY | constants.O_NONBLOCK));
    } catch (error) {
      // Short of descriptors: the next time. ENXIO, nobody has it; any other: nothing can be done.
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "EMFILE" && code !== "ENFILE") this.close();
    }
  }

  close(): void {
    if (this.isOver) return;
    this.isOver = true;
    if (this.timer !== null) clearTimeout(this.timer);
    closeSync(this.handle);
    this.onOver();
  }
}

function leaveTo(handles: readonly number[]): void {
  const numbers = handles.map((_, index) => String(index + 3));
  const successor = spawn("/bin/sh", ["-c", SUCCESSOR, "sh", ...numbers], {
    stdio: ["ignore", "ignore", "ignore", ...handles],
    detached: true,
  });
  successor.on("error", () => {}); // then nobody looks in
  successor.unref();
}
