/** A directory of its own for a program under test, and waiting for what happens there. */
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** Milliseconds between two looks, and until something that must happen counts as not happening. */
const LOOK_MS = 10;
const PATIENCE_MS = 30_000;

/** Waits until `isSo` holds; an error that says what was waited for when it does not. */
export async function until(what: string, isSo: () => boolean, patienceMs = PATIENCE_MS): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!isSo()) {
    if (performance.now() > deadline) throw new Error(`not within ${patienceMs / 1000} s: ${what}`);
    await pause(LOOK_MS);
  }
}

export class Place {
  readonly directory = mkdtempSync(join(tmpdir(), "evcorr-place-"));

  constructor() {
    // A daemon that runs as another user must get in.
    chmodSync(this.directory, 0o777);
  }

  path(name: string): string {
    return join(this.directory, name);
  }

  /** Bytes as Latin-1 here as everywhere. */
  write(name: string, text: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text, "latin1");
  }

  append(name: string, text: string): void {
    appendFileSync(this.path(name), text, "latin1");
  }

  /** The text of a file; empty when it is not there. */
  read(name: string): string {
    return existsSync(this.path(name)) ? readFileSync(this.path(name), "latin1") : "";
  }

  /** Its finished lines. */
  lines(name: string): string[] {
    return this.read(name).split("\n").slice(0, -1);
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
