/**
 * The timed script of a case (docs/testing-rules.md): lines that arrive in input files at
 * given seconds, and directives that raise signals or act on files.
 */
import { appendFileSync, copyFileSync, renameSync, rmSync, truncateSync, utimesSync } from "node:fs";
import type { Seconds } from "../base/seconds.js";
import type { Signal } from "../engine/ports.js";
import { ScriptError } from "./script-text.js";
import type { Step } from "./script-times.js";

const SIGNALS: ReadonlyMap<string, Signal> = new Map([
  ["HUP", "HUP"],
  ["ABRT", "ABRT"],
  ["USR1", "USR1"],
  ["USR2", "USR2"],
  ["INT", "INT"],
  ["TERM", "TERM"],
  ["end", "TERM"],
]);

export class Script {
  private readonly steps: readonly Step[];
  private readonly drain: Seconds;
  private next = 0;
  private ended = false;

  /** The run ends `drain` seconds after the last step. */
  constructor(steps: readonly Step[], drain: Seconds = 0) {
    this.steps = steps;
    this.drain = drain;
  }

  /**
   * Delivers what is due at `now`; a directive ends the delivery, so that it takes effect
   * before what follows. False: nothing was due. After the last line comes SIGTERM.
   */
  deliver(now: Seconds, raise: (signal: Signal) => void): boolean {
    let delivered = false;
    for (let step = this.steps[this.next]; step !== undefined; step = this.steps[this.next]) {
      if (step.time > now) return delivered;
      this.next++;
      delivered = true;
      if (step.deed.kind === "directive") {
        act(step.deed.text, step.place, now, raise);
        return true;
      }
      appendFileSync(step.deed.file, `${step.deed.text}\n`, "latin1");
    }
    if (!delivered && !this.ended && now >= (this.steps.at(-1)?.time ?? now) + this.drain) {
      this.ended = true;
      raise("TERM");
      return true;
    }
    return delivered;
  }
}

function act(directive: string, place: string, now: Seconds, raise: (signal: Signal) => void): void {
  const [operation = "", first, second] = directive.split(" ");
  const signal = SIGNALS.get(operation);
  if (signal !== undefined) {
    raise(signal);
    return;
  }
  const action = first === undefined ? undefined : FILE_ACTIONS[operation];
  if (action === undefined) throw new ScriptError(`${place}: "!${directive}" is no directive`);
  action(first as string, second ?? "", directive.slice(`${operation} ${first} `.length), now);
}

const FILE_ACTIONS: Readonly<Record<string, (file: string, other: string, text: string, now: Seconds) => void>> = {
  partial: (file, _other, text) => appendFileSync(file, text, "latin1"),
  mv: (file, other) => attempt(() => renameSync(file, other)),
  cp: (file, other, _text, now) => {
    copyFileSync(file, other);
    utimesSync(other, now, now);
  },
  rm: (file) => attempt(() => rmSync(file)),
  truncate: (file) => attempt(() => truncateSync(file, 0)),
  touch: (file) => appendFileSync(file, ""),
};

/** A file that is not there stays away, as with the commands of the shell. */
function attempt(change: () => void): void {
  try {
    change();
  } catch {
    // nothing to change
  }
}
