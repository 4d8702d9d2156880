/** Texts to a descriptor, many with one write. What reads it sets the pace, as with any filter. */
import { writeSync } from "node:fs";

const COLLECTED_MAX = 65_536;

export class TextWriter {
  private readonly descriptor: number;
  private parts: Buffer[] = [];
  private size = 0;
  private closed = false;

  constructor(descriptor: number) {
    this.descriptor = descriptor;
  }

  write(text: string, encoding: "utf8" | "latin1"): void {
    const bytes = Buffer.from(text, encoding);
    this.parts.push(bytes);
    this.size += bytes.length;
    if (this.size >= COLLECTED_MAX) this.flush();
  }

  flush(): void {
    const bytes = Buffer.concat(this.parts);
    this.parts = [];
    this.size = 0;
    for (let at = 0; at < bytes.length && !this.closed; ) at += this.some(bytes, at);
  }

  /** A reader that has gone (head) wants no more; one that is slow is waited for. */
  private some(bytes: Buffer, at: number): number {
    try {
      return writeSync(this.descriptor, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EAGAIN") {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
        return 0;
      }
      if (code !== "EPIPE") throw error;
      this.closed = true;
      return 0;
    }
  }
}
