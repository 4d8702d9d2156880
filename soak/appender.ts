/**
 * Writes one file as its plan says, and rotates it.
 *
 * What a reader can read at all depends on who writes: a file that is replaced twice before
 * anybody looked, or that is truncated and at once longer than it was, hides lines from every
 * reader that goes by names and sizes. So nothing is done that no reader could stand, and it
 * is done when the reader has come so far, which is an event and not a time:
 *
 *   rename    when a line of the present file has been acted on: so the reader has it open.
 *             The writer goes on with the old file for some lines, as writers do that hear of
 *             it late, then turns to the new one: at once, or when those have been acted on.
 *   truncate  when all lines have been acted on; then fewer bytes than before until the first
 *             of them has been acted on. Copying is what happens in between.
 *   remove    as rename; the new file is created when the writer turns to it.
 */
import {
  closeSync,
  copyFileSync,
  fstatSync,
  openSync,
  renameSync,
  rmSync,
  truncateSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import { makePlan, type Step, textOf, type Way } from "./plan.js";

/** Resolves when a line of the file with this number, or a later one, has been acted on. */
export type Acted = (file: number, number: number) => Promise<void>;

/** Parts in which lines are written to a file that has lost its name. */
const LATE_PARTS = 3;

type Rotation = Extract<Step, { kind: "rotate" }>;

export class Appender {
  readonly rotations: Record<Way, number> = { rename: 0, truncate: 0, remove: 0 };
  private readonly file: number;
  private readonly name: string;
  private readonly steps: readonly Step[];
  private readonly acted: Acted;
  private descriptor: number;
  /** The last line that was begun, and its bytes that are still to be written. */
  private number = 0;
  private rest = "";
  /** The first line of the present file. */
  private first = 1;

  constructor(name: string, seed: number, file: number, lines: number, acted: Acted) {
    this.file = file;
    this.name = name;
    this.steps = makePlan(seed, file, lines);
    this.acted = acted;
    this.descriptor = openSync(name, "a");
  }

  async run(): Promise<void> {
    for (const step of this.steps) {
      if (step.kind === "write") this.write(step.lines, step.cut);
      else await this.rotate(step);
      await nextTurn();
    }
    this.finishLine();
    closeSync(this.descriptor);
  }

  private write(lines: number, cut: number): void {
    let text = this.rest;
    for (let left = lines; left > 0; left--) text += textOf(this.file, ++this.number);
    this.rest = cut === 0 ? "" : text.slice(-cut);
    writeSync(this.descriptor, cut === 0 ? text : text.slice(0, -cut));
  }

  private finishLine(): void {
    if (this.rest !== "") writeSync(this.descriptor, this.rest);
    this.rest = "";
  }

  private async rotate(rotation: Rotation): Promise<void> {
    this.rotations[rotation.way]++;
    if (rotation.way === "truncate") await this.truncate(rotation);
    else await this.replace(rotation);
  }

  private async replace({ way, lines, patient }: Rotation): Promise<void> {
    await this.acted(this.file, this.first);
    if (way === "remove") unlinkSync(this.name);
    else renameSync(this.name, `${this.name}.1`);
    const replacement = way === "rename" ? openSync(this.name, "ax") : null;
    for (let part = 0; part < LATE_PARTS; part++) {
      this.write(Math.floor((lines + part) / LATE_PARTS), 0);
      // It is read although another file has its name, or none.
      if (patient && lines > 0) await this.acted(this.file, this.number);
    }
    closeSync(this.descriptor);
    this.descriptor = replacement ?? openSync(this.name, "ax");
    this.first = this.number + 1;
  }

  private async truncate({ lines }: Rotation): Promise<void> {
    this.finishLine();
    await this.acted(this.file, this.number);
    const { size } = fstatSync(this.descriptor);
    rmSync(`${this.name}.1`, { force: true }); // the reader may have it open
    copyFileSync(this.name, `${this.name}.1`);
    truncateSync(this.name);
    this.first = this.number + 1;
    this.write(lines, 0);
    if (fstatSync(this.descriptor).size >= size) throw new Error(`${this.name} is as long as before truncation`);
    await this.acted(this.file, this.first);
  }
}
