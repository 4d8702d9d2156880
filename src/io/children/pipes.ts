/**
 * Pipes to children. Node connects children by sockets, which /dev/stdin and /dev/stdout
 * cannot open by name; scripts expect pipes there. Node cannot make pipes, but it can open
 * named ones: a supply is made by mkfifo(1) at once, and each loses its name when it is used.
 */
import { execFileSync } from "node:child_process";
import { closeSync, constants, existsSync, lstatSync, mkdtempSync, openSync, readdirSync, rmSync } from "node:fs";
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

type MakePipe = (path: string, open: (flags: number) => number) => Pipe;

/** The process ID of the owner follows in the directory's name. */
const PREFIX = "evcorr-pipes-";

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
    this.forget();
  }

  /** Who tidies up temporary files takes the supply with them: then another is made. */
  private use(make: MakePipe): Pipe {
    try {
      return this.tryToUse(make);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT" && this.isThere) throw error;
      this.forget();
      return this.tryToUse(make);
    }
  }

  private get isThere(): boolean {
    return this.directory === null || existsSync(this.directory);
  }

  private forget(): void {
    if (this.directory !== null) rmSync(this.directory, { recursive: true, force: true });
    this.directory = null;
    this.unused.length = 0;
  }

  /** What `make` has opened is closed when it throws. */
  private tryToUse(make: MakePipe): Pipe {
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
      rmSync(path, { force: true });
    }
  }

  private makeSupply(): void {
    this.directory ??= makeDirectory();
    const paths = Array.from({ length: SUPPLY }, () => join(this.directory as string, String(this.made++)));
    execFileSync("mkfifo", ["-m", "600", ...paths], { stdio: "ignore" });
    this.unused.push(...paths);
  }
}

function makeDirectory(): string {
  removeAbandoned();
  return mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
}

/** What owners that were killed have left. One that is taken from its owner by mistake, it makes anew. */
function removeAbandoned(): void {
  try {
    for (const name of readdirSync(tmpdir())) if (isAbandoned(name)) rmSync(join(tmpdir(), name), { recursive: true });
  } catch {
    // It does no harm there.
  }
}

/** Only directories of our own user count: nobody else can exchange what is in them while they are removed. */
function isAbandoned(name: string): boolean {
  const owner = name.startsWith(PREFIX) ? /^\d+(?=-)/.exec(name.slice(PREFIX.length)) : null;
  if (owner === null || isAlive(Number(owner[0]))) return false;
  const stat = lstatSync(join(tmpdir(), name));
  return stat.isDirectory() && stat.uid === process.geteuid?.();
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
