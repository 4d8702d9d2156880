/** The standard output of a child, read as lines. */
import type { Readable } from "node:stream";
import { LineBuffer } from "../inputs/line-buffer.js";

/** Bytes that are still taken after the child's end: more than a pipe holds. */
const AFTER_END_BYTES_MAX = 1024 * 1024;
/** Bytes of a line that are kept; the rest is dropped. */
const LINE_BYTES_MAX = 64 * 1024 * 1024;

export class ChildOutput {
  private readonly stream: Readable;
  private readonly buffer = new LineBuffer(LINE_BYTES_MAX);
  private readonly take: (line: string) => void;
  /** Bytes since the last look. */
  private fresh = 0;
  private isOver = false;

  constructor(stream: Readable, take: (line: string) => void) {
    this.stream = stream;
    this.take = take;
    stream.on("data", (bytes: Buffer) => this.add(bytes));
    stream.on("error", () => {});
  }

  /** Nothing is read until resume(): the child waits when its pipe is full. */
  pause(): void {
    this.stream.pause();
  }

  resume(): void {
    if (!this.isOver) this.stream.resume();
  }

  /**
   * The child has ended: calls `done` when what it wrote has been read. Programs that it
   * left behind may hold the pipe open for ever; as in the reference, they are not heard.
   */
  finish(done: () => void): void {
    let ended = false;
    this.stream.once("close", () => {
      ended = true;
    });
    this.stream.resume();
    let taken = 0;
    // What is there to be read comes within one turn of the event loop: a turn without data is the end.
    const look = (turn: number): void => {
      taken += this.fresh;
      const quiet = turn > 1 && this.fresh === 0;
      this.fresh = 0;
      if (ended || quiet || taken > AFTER_END_BYTES_MAX) {
        this.end();
        done();
      } else {
        setImmediate(look, turn + 1);
      }
    };
    setImmediate(look, 0);
  }

  private end(): void {
    this.isOver = true;
    this.stream.destroy();
    const line = this.buffer.takeUnfinished();
    if (line !== undefined) this.take(line);
  }

  private add(bytes: Buffer): void {
    if (this.isOver) return;
    this.fresh += bytes.length;
    this.buffer.add(bytes);
    for (let line = this.buffer.next(); line !== undefined; line = this.buffer.next()) this.take(line);
  }
}
