/** One write, and what its failures mean. */
import { writeSync } from "node:fs";

export type WriteBytes = (descriptor: number, bytes: Buffer, offset: number) => number;

export type Written =
  | { readonly kind: "written"; readonly bytes: number }
  /** No room at present: to be tried again. */
  | { readonly kind: "full"; readonly code: string; readonly reason: string }
  | { readonly kind: "failed"; readonly reason: string };

/** Failures that pass: a full pipe, disk or quota, a disk that is away for a while. */
const PASSING: readonly string[] = ["EAGAIN", "EINTR", "ENOSPC", "EDQUOT", "EIO"];

export function writeSome(descriptor: number, bytes: Buffer, offset: number, write: WriteBytes = writeSync): Written {
  try {
    return { kind: "written", bytes: write(descriptor, bytes, offset) };
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    if (code === "EAGAIN") return { kind: "full", code, reason: "its reader takes too little" };
    return PASSING.includes(code) ? { kind: "full", code, reason: message } : { kind: "failed", reason: message };
  }
}

const never = new Int32Array(new SharedArrayBuffer(4));

/** Sleeps for 5 ms, blocking: only for standard output. */
export function waitForRoom(): void {
  Atomics.wait(never, 0, 0, 5);
}
