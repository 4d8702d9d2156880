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

/** Pipes made at once. */
const SUPPLY = 32;
const { O_RDONLY, O_WRONLY, O_NONBLOCK } = constants;

export interface Pipe {
  /** Our end. */
  readonly stream: Socket;
  /** The child's end: a descriptor that blocks, as programs expect; ours to close once the child has it. */
  readonly descriptor: number;
}

export class Pipes {
  private directory: string | null = null;
  private readonly unused: string[] = [];
  private made = 0;

  /** A pipe that the child reads. Throws when there can be none. */
  toChild(): Pipe {
    return this.use((path) => {
      // A writer that does not block needs a reader to be there first.
      const first = openSync(path, O_RDONLY | O_NONBLOCK);
      const ours = openSync(path, O_WRONLY | O_NONBLOCK);
      const descriptor = openSync(path, O_RDONLY);
      closeSync(first);
      return { stream: new Socket({ fd: ours, readable: false, writable: true }), descriptor };
    });
  }

  /** A pipe that the child writes to. Throws when there can be none. */
  fromChild(): Pipe {
    return this.use((path) => {
      const ours = openSync(path, O_RDONLY | O_NONBLOCK);
      const descriptor = openSync(path, O_WRONLY);
      return { stream: new Socket({ fd: ours, readable: true, writable: false }), descriptor };
    });
  }

  /** Removes what was not used. */
  close(): void {
    if (this.directory !== null) rmSync(this.directory, { recursive: true, force: true });
    this.directory = null;
    this.unused.length = 0;
  }

  private use(open: (path: string) => Pipe): Pipe {
    if (this.unused.length === 0) this.makeSupply();
    const path = this.unused.pop() as string;
    try {
      return open(path);
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
