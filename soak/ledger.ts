/** Which numbers have been acted on, how often and in which order: reads what the rules write, as it grows. */
import { closeSync, openSync, readSync } from "node:fs";

export interface Account {
  readonly lost: number;
  readonly doubled: number;
  /** Lines that came for the first time after a later one. */
  readonly reordered: number;
  readonly examples: readonly string[];
}

const BLOCK = 1 << 20;
const EXAMPLES_MAX = 5;

/** Of one file: its numbers 1 to `lines`, one in a line of the file `path`. */
export class Ledger {
  /** The greatest number so far. */
  last = 0;
  /** Different numbers so far. */
  acted = 0;
  private doubled = 0;
  private reordered = 0;
  private readonly examples: string[] = [];
  private readonly times: Uint8Array;
  private readonly path: string;
  private descriptor: number | null = null;
  private position = 0;
  private unfinished = "";
  private readonly block = Buffer.alloc(BLOCK);

  constructor(path: string, lines: number) {
    this.path = path;
    this.times = new Uint8Array(lines + 1);
  }

  /** Reads on; true when there was something. */
  read(): boolean {
    if (!this.open()) return false;
    const count = readSync(this.descriptor as number, this.block, 0, BLOCK, this.position);
    if (count === 0) return false;
    this.position += count;
    const numbers = (this.unfinished + this.block.toString("latin1", 0, count)).split("\n");
    this.unfinished = numbers.pop() as string;
    for (const number of numbers) this.enter(Number(number));
    return true;
  }

  account(): Account {
    let lost = 0;
    const examples = [...this.examples];
    for (let number = 1; number < this.times.length; number++) {
      if (this.times[number] !== 0) continue;
      lost++;
      if (examples.length < EXAMPLES_MAX) examples.push(`${number} lost`);
    }
    return { lost, doubled: this.doubled, reordered: this.reordered, examples };
  }

  close(): void {
    if (this.descriptor !== null) closeSync(this.descriptor);
    this.descriptor = null;
  }

  private open(): boolean {
    try {
      this.descriptor ??= openSync(this.path, "r");
      return true;
    } catch {
      return false; // nothing was written yet
    }
  }

  private enter(number: number): void {
    const before = this.times[number];
    if (before === undefined) throw new Error(`${this.path}: ${number} was never written`);
    if (before > 0) this.note("doubled", number);
    else if (number < this.last) this.note("reordered", number);
    if (before === 0) this.acted++;
    this.times[number] = Math.min(255, before + 1);
    this.last = Math.max(this.last, number);
  }

  private note(what: "doubled" | "reordered", number: number): void {
    this[what]++;
    if (this.examples.length < EXAMPLES_MAX) this.examples.push(`${number} ${what} (after ${this.last})`);
  }
}
