/** A file system that can be filled: a small tmpfs. */
import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";

/** Why there can be none here; null when there can. */
export function noSmallDisk(): string | null {
  return process.getuid?.() === 0 ? null : "mounting a tmpfs takes root";
}

export class SmallDisk {
  private readonly directory: string;

  /** Mounts it at `directory`, which is made. */
  constructor(directory: string) {
    this.directory = directory;
    mkdirSync(directory);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=256k", "evcorr-faults", directory]);
  }

  /** Takes all the space that is left. */
  fill(): void {
    const descriptor = openSync(`${this.directory}/filling`, "w");
    try {
      for (;;) writeSync(descriptor, Buffer.alloc(4096));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    } finally {
      closeSync(descriptor);
    }
  }

  free(): void {
    rmSync(`${this.directory}/filling`);
  }

  /** Lazily: whatever still has a file open there does not stop it. */
  remove(): void {
    execFileSync("umount", ["-l", this.directory]);
  }
}
