/** Traffic as a file, and beginnings of it. */
import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { makeRandom, type Random } from "../../test/rules/random.js";

const CHUNK = 1 << 20;

/** A file of lines whose places are known, so that its first N lines can be had as a file of their own. */
export class Traffic {
  readonly lines: number;
  private readonly file: string;
  /** Where each line ends. */
  private readonly ends: Float64Array;

  constructor(file: string, lines: number, seed: number, line: (random: Random, index: number) => string) {
    this.file = file;
    this.lines = lines;
    this.ends = new Float64Array(lines);
    const random = makeRandom(seed);
    const output = openSync(file, "w");
    let at = 0;
    let text = "";
    for (let index = 0; index < lines; index++) {
      const next = `${line(random, index)}\n`;
      text += next;
      at += next.length;
      this.ends[index] = at;
      if (text.length < CHUNK && index + 1 < lines) continue;
      writeSync(output, text, null, "latin1");
      text = "";
    }
    closeSync(output);
  }

  get bytes(): number {
    return this.bytesOf(this.lines);
  }

  bytesOf(lines: number): number {
    return lines === 0 ? 0 : (this.ends[lines - 1] as number);
  }

  /** Writes the first lines to another file. */
  copyBeginning(lines: number, to: string): void {
    const [input, output] = [openSync(this.file, "r"), openSync(to, "w")];
    const chunk = Buffer.alloc(CHUNK);
    for (let left = this.bytesOf(lines); left > 0; ) {
      const read = readSync(input, chunk, 0, Math.min(left, CHUNK), null);
      writeSync(output, chunk, 0, read);
      left -= read;
    }
    closeSync(input);
    closeSync(output);
  }
}
