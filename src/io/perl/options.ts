/** What a Perl host is told when it is made. */
import { accessSync, constants } from "node:fs";
import { totalmem } from "node:os";
import { delimiter, join } from "node:path";
import type { LogLevel, Signal } from "../../engine/ports.js";
import type { Contexts } from "./requests.js";

export interface PerlOptions {
  /** The program that is run; `perl` unless given. */
  readonly perl?: string;
  /** What Perl code sees as $0 and @ARGV; ours unless given. */
  readonly program?: { readonly name: string; readonly arguments: readonly string[] };
  /** Descriptors that Perl code prints to; 1 and 2 unless given. */
  readonly standardOutput?: number;
  readonly standardError?: number;
  /** Writes what we have collected, so that what Perl code writes comes after it. */
  flushOutput(): void;
  /** Perl code called exit(), its END blocks have run and its output is written. */
  exit(status: number): void;
  /** Perl code sent us a signal; unless given it is raised as any other. */
  readonly raise?: (signal: Signal) => void;
  /** The time that Perl code sees (seconds since Epoch); null: the real one. */
  readonly clock: (() => number) | null;
  /** Perl code sleeps for so many seconds of that clock. Without it sleep() returns at once. */
  readonly sleep?: (seconds: number) => void;
  /** Seconds that a call may take; 0 or null: no limit. */
  readonly timeout: number | null;
  /** Bytes of memory that Perl may use; null: no limit; half of the machine's unless given. */
  readonly memoryMax?: number | null;
  /** What %main::context_list shows; null: nothing. */
  readonly contexts: Contexts | null;
  log(level: LogLevel, message: string): void;
}

/** Whether a program of that name is in PATH, or a file of that path can be run. */
export function isInstalled(program: string): boolean {
  const directories = program.includes("/") ? [""] : (process.env.PATH ?? "").split(delimiter);
  return directories.some((directory) => {
    try {
      accessSync(join(directory, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Perl must be stopped before the machine runs out of memory. */
export function memoryMaxDefault(): number {
  const constrained = process.constrainedMemory?.() ?? 0;
  return (constrained > 0 ? Math.min(constrained, totalmem()) : totalmem()) / 2;
}
