/** What tests of outputs share: a recorded log, a directory, waiting for something to become true. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import type { WriteLog } from "../../../src/io/outputs/counters.js";

export function recordLog(): { readonly messages: string[]; readonly log: WriteLog } {
  const messages: string[] = [];
  return { messages, log: (level, message) => void messages.push(`${level} ${message}`) };
}

export function temporaryDirectory(context: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), "evcorr-outputs-"));
  context.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Looks again until it is so; fails after 20 s. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 4000; turn++) {
    if (isSo()) return;
    await pause(5);
  }
  throw new Error(`waited in vain: ${what}`);
}

/** Messages without how much was waiting at that moment, which depends on the machine's pace. */
export function withoutWaiting(messages: readonly string[]): string[] {
  return messages.map((message) => message.replace(/; (\d+ writes \(\d+ bytes\) wait|up to \d+ bytes waited)/g, ""));
}
