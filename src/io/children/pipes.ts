/**
 * Pipes to children. Node connects children by sockets, which /dev/stdin and /dev/stdout
 * cannot open by name; scripts expect pipes there. Node cannot make pipes, but it can open
 * named ones: a supply is made by mkfifo(1) at once, and each loses its name when it is used.
 */
import { execFileSync } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, rmSync, unlinkSync } from "node:fs";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LatePipe, LateReaders } from "./late-readers.js";

/** Pipes made at once. */
const SUPPLY = 32;
const { O_RDONLY, O_WRONLY, O_NONBLOCK } = constants;

export interface Pipe {
  /** Our end. */
  readonly stream: Socket;
  /** The child's end: a descriptor that blocks, as programs expect; ours to close once the child has it. */
  readonly descriptor: number;
  /** Who may still open it by name, once all was written. */
  readonly late: LatePipe | null;
}

export class Pipes {
  private directory: string | null = null;
  private readonly unused: string[] = [];
  private made = 0;
  private readonly lateReaders = new LateReaders();

  /** A pipe that the child reads. Throws when there can be none. */
  toChild(): Pipe {
    return this.use((path, open) => {
      // A writer that does not block needs a reader to be there first.
      const first = open(O_RDONLY | O_NONBLOCK);
      const ours = open(O_WRONLY | O_NONBLOCK);
      const descriptor = open(O_RDONLY);
      const late = this.lateReaders.expect(path);
      closeSync(first);
      const stream = new Socket({ fd: ours, readable: false, writable: true });
      stream.once("close", () => late?.begin());
      return { stream, descriptor, late };
    });
  }

  /** A pipe that the child writes to. Throws when there can be none. */
  fromChild(): Pipe {
    return this.use((_path, open) => {
      const ours = open(O_RDONLY | O_NONBLOCK);
      const descriptor = open(O_WRONLY);
      return { stream: new Socket({ fd: ours, readable: true, writable: false }), descriptor, late: null };
    });
  }

  /** Removes what was not used. */
  close(): void {
    this.lateReaders.close();
    if (this.directory !== null) rmSync(this.directory, { recursive: true, force: true });
    this.directory = null;
    this.unused.length = 0;
  }

  /** What `make` has opened is closed when it throws. */
  private use(make: (path: string, open: (flags: number) => number) => Pipe): Pipe {
    if (this.unused.length === 0) this.makeSupply();
    const path = this.unused.pop() as string;
    const opened: number[] = [];
    try {
      return make(path, (flags) => {
        const descriptor = openSync(path, flags);
        opened.push(descriptor);
        return descriptor;
      });
    } catch (error) {
      for (const descriptor of opened) closeSync(descriptor);
      throw error;
    } finally {
      unlinkSync(path);
    }
  }

  private makeSupply(): void {
    this.directory ??= mkdtempSync(join(tmpdir(), "evcorr-pipes-"));
    const paths = Array.from({ length: SUPPLY }, () => join(this.directory as string, String(this.made++)));
    execFileSync("mkfifo", ["-m", "600", ...paths], { stdio: "ignore" });
    this.unused.push(...paths);
  }
}
