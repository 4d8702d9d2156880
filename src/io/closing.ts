import { closeSync } from "node:fs";

/**
 * Closes what was written to. What that reports (a disk of another machine is full) comes too
 * late to be tried again: it is returned as a message; null: all is well.
 */
export function closeWritten(descriptor: number): string | null {
  try {
    closeSync(descriptor);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
