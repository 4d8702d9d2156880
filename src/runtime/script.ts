/**
 * The timed script of a case (docs/testing-rules.md): lines that arrive in input files at
 * given seconds, and directives that raise signals or act on files.
 */
import { appendFileSync, copyFileSync, renameSync, rmSync, truncateSync, utimesSync } from "node:fs";
import type { Seconds } from "../base/seconds.js";
import type { Signal } from "../engine/ports.js";

interface Step {
  readonly offset: number;
  /** The line's text behind the offset. */
  readonly text: string;
  readonly lineNumber: number;
}

/** The script cannot be read; the message names the line. */
export class ScriptError extends Error {}

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
  private readonly start: Seconds;
  private next = 0;
  private ended = false;

  constructor(text: string, start: Seconds) {
    this.steps = parse(text);
    this.start = start;
  }

  /** Input files that the script writes lines to. */
  static inputsOf(text: string): string[] {
    const names = parse(text).flatMap((step) => {
      const found = /^(?!!)(\S+?):(?: |$)/.exec(step.text) ?? /^!partial (\S+) /.exec(step.text);
      return found === null ? [] : [found[1] as string];
    });
    return [...new Set(names)];
  }

  /**
   * Delivers what is due at `now`; a directive ends the delivery, so that it takes effect
   * before what follows. False: nothing was due. After the last line comes SIGTERM.
   */
  deliver(now: Seconds, raise: (signal: Signal) => void): boolean {
    let delivered = false;
    for (let step = this.steps[this.next]; step !== undefined; step = this.steps[this.next]) {
      if (this.start + step.offset > now) return delivered;
      this.next++;
      delivered = true;
      if (step.text.startsWith("!")) {
        act(step, now, raise);
        return true;
      }
      const [, file, line] = /^(\S+?):(?: (.*))?$/s.exec(step.text) as RegExpExecArray;
      appendFileSync(file as string, `${line ?? ""}\n`, "latin1");
    }
    if (!delivered && !this.ended) {
      this.ended = true;
      raise("TERM");
      return true;
    }
    return delivered;
  }
}

function parse(text: string): Step[] {
  const steps: Step[] = [];
  text.split("\n").forEach((line, index) => {
    if (/^[ \t]*(?:#|$)/.test(line)) return;
    const found = /^[ \t]*([0-9]+) (.*)$/s.exec(line);
    const valid = found !== null && /^!\S|^\S+?:(?: |$)/.test(found[2] as string);
    if (!valid) {
      const forms = '"<offset> <file>: <text>" nor "<offset> !<directive>"';
      throw new ScriptError(`events:${index + 1}: "${line}" is neither ${forms}`);
    }
    steps.push({ offset: Number(found[1]), text: found[2] as string, lineNumber: index + 1 });
  });
  return steps;
}

function act(step: Step, now: Seconds, raise: (signal: Signal) => void): void {
  const [operation = "", first, second] = step.text.slice(1).split(" ");
  const signal = SIGNALS.get(operation);
  if (signal !== undefined) {
    raise(signal);
    return;
  }
  const action = first === undefined ? undefined : FILE_ACTIONS[operation];
  if (action === undefined) {
    throw new ScriptError(`events:${step.lineNumber}: "${step.text}" is no directive`);
  }
  action(first as string, second ?? "", step.text.slice(`!${operation} ${first} `.length), now);
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
