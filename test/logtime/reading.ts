/** Reads the times of lines as a replay does. */
import { makeTimeZone } from "../../src/io/timezone.js";
import { FORMATS, LineTimes, type LogTimeFormat, MICROSECONDS } from "../../src/logtime/index.js";

export interface Reading {
  readonly tz?: string;
  readonly year?: number;
  /** When the log was last written to: seconds since Epoch. */
  readonly end?: number;
  readonly endYear?: number;
  readonly lateness?: number;
  /** The log's first lines. */
  readonly sample?: readonly string[];
}

export function formatNamed(name: string): LogTimeFormat {
  const format = FORMATS.find((candidate) => candidate.name === name);
  if (format === undefined) throw new Error(`there is no format ${name}`);
  return format;
}

export function makeTimes(format: LogTimeFormat, reading: Reading = {}): LineTimes {
  const zone = makeTimeZone({ TZ: reading.tz ?? "UTC" });
  return new LineTimes({
    format,
    zone,
    year: reading.year ?? null,
    // Sat Jun  1 12:00:00 2024 UTC
    end: reading.end ?? 1_717_243_200,
    endYear: reading.endYear ?? 2024,
    lateness: (reading.lateness ?? 0) * MICROSECONDS,
    sample: (reading.sample ?? []).map((line) => ({ bytes: Buffer.from(line, "latin1"), start: 0, end: line.length })),
  });
}

/** Seconds since Epoch, with fractions; NaN where a line has none. */
export function readTimes(format: LogTimeFormat, lines: readonly string[], reading: Reading = {}): number[] {
  const times = makeTimes(format, reading);
  return lines.map((line) => {
    const bytes = Buffer.from(`before\n${line}\nbehind 0123`, "latin1");
    return times.timeOf(bytes, 7, 7 + line.length) / MICROSECONDS;
  });
}
