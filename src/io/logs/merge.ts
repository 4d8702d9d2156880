/**
 * Several logs as one, by time. At equal times the log that was named first comes first. One
 * log is read on as long as its next line is before those of all others, so that a log alone
 * costs no more than itself.
 */
import { Heap } from "../../base/heap.js";
import type { Microseconds } from "../../logtime/index.js";
import type { LogFile } from "./log-file.js";

interface Entry {
  readonly file: LogFile;
  readonly index: number;
}

export class MergedLogs {
  private readonly others = new Heap<Entry>((a, b) => isBefore(a, b));
  private current: Entry | null = null;
  private readonly files: readonly LogFile[];

  constructor(files: readonly LogFile[]) {
    this.files = files;
  }

  /** Reads the beginnings of all logs. */
  async open(): Promise<void> {
    for (const [index, file] of this.files.entries()) {
      await file.fill();
      if (file.lines.hasLine) this.others.push({ file, index });
    }
    this.current = this.others.pop() ?? null;
  }

  /**
   * The log whose line is next: take() it, then ask again. "fill": call fill() first; null: all are over.
   * Hot: runs for every line.
   */
  next(): LogFile | "fill" | null {
    const { current, others } = this;
    if (current === null) return null;
    if (current.file.lines.hasLine) {
      const first = others.peek();
      if (first === undefined || isBefore(current, first)) return current.file;
      others.pop();
      others.push(current);
      this.current = first;
      return first.file;
    }
    if (!current.file.isOver) return "fill";
    this.current = others.pop() ?? null;
    return this.current?.file ?? null;
  }

  /** The time of the first line of all other logs: what comes before it is the current one's. */
  get limit(): Microseconds {
    return this.others.peek()?.file.lines.time ?? Number.POSITIVE_INFINITY;
  }

  async fill(): Promise<void> {
    await this.current?.file.fill();
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.file.lines.time < b.file.lines.time || (a.file.lines.time === b.file.lines.time && a.index < b.index);
}
