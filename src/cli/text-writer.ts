/** Texts to a descriptor, many with one write. What reads it sets the pace, as with any filter. */
import { writeSync } from "node:fs";

/** Characters that are collected. */
const COLLECTED_MAX = 65_536;
/** Milliseconds until a reader that is slow is tried again. */
const PAUSE_MS = 10;

export class TextWriter {
  private readonly descriptor: number;
  private readonly encoding: "utf8" | "latin1";
  private parts: string[] = [];
  private size = 0;
  /** Nobody reads any more. */
  isClosed = false;

  constructor(descriptor: number, encoding: "utf8" | "latin1") {
    this.descriptor = descriptor;
    this.encoding = encoding;
  }

  write(text: string): void {
    this.parts.push(text);
    this.size += text.length;
    if (this.size >= COLLECTED_MAX) this.flush();
  }

  flush(): void {
    const bytes = Buffer.from(this.parts.join(""), this.encoding);
    this.parts = [];
    this.size = 0;
    for (let at = 0; at < bytes.length && !this.isClosed; ) at += this.some(bytes, at);
  }

  /** A reader that has gone (head) wants no more; one that is slow is waited for. */
  private some(bytes: Buffer, at: number): number {
    try {
      return writeSync(this.descriptor, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EAGAIN") {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
        return 0;
      }
      if (code !== "EPIPE") throw error;
      this.isClosed = true;
      return 0;
    }
  }
}
