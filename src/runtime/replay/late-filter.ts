/** The engine as a filter of lines for logs that are opened before there is one: their first line sets the clock. */
import type { LineFilter, LineSource, SkippedLines } from "../../engine/face.js";

export class LateFilter implements LineFilter {
  engine: LineFilter | null = null;

  get scanner(): LineFilter["scanner"] {
    return this.engine?.scanner ?? null;
  }

  skips(source: LineSource, now: number): boolean {
    return this.engine?.skips(source, now) ?? false;
  }

  skip(count: number, lines: SkippedLines, source: LineSource, now: number): void {
    this.engine?.skip(count, lines, source, now);
  }

  expect(subjects: Int32Array, from: number, to: number): void {
    this.engine?.expect(subjects, from, to);
  }

  settle(): void {
    this.engine?.settle();
  }
}
