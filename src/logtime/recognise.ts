/** Finds the format of a log from its first lines. */
import { emptyStamp, type LogTimeFormat } from "./format.js";

/** Where lines begin and end in their bytes. */
export interface SampleLine {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** The format that reads the most lines, the earlier one of those that read as many; null: none reads any. */
export function recognise(formats: readonly LogTimeFormat[], lines: readonly SampleLine[]): LogTimeFormat | null {
  let best: LogTimeFormat | null = null;
  let most = 0;
  for (const format of formats) {
    const count = lines.filter(({ bytes, start, end }) => format.read(bytes, start, end, emptyStamp()) >= 0).length;
    if (count <= most) continue;
    best = format;
    most = count;
  }
  return best;
}
