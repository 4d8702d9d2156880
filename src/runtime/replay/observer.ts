/** Who looks at the engine while logs are replayed (evcorr explain). */
import type { Seconds } from "../../base/seconds.js";
import type { Core } from "../../engine/core.js";
import type { Tracer } from "../../engine/tracer.js";
import { SYSTEM_CLOCK } from "../../io/clock.js";
import type { LogOptions } from "../../io/logs/log-file.js";
import { LineTimes, MICROSECONDS, recognise } from "../../logtime/index.js";

export interface ReplayObserver {
  /** Before the first event. */
  begin(core: Core): Tracer;
  /** The line that comes next; it ends when the synthetic events that it has caused are matched too. */
  lineBegins(log: string, number: number): void;
  lineEnds(): void;
  /** It has seen enough: no further line is taken. */
  readonly isDone: boolean;
}

/** The name of a line that stands in no log. */
export const EXTRA_LINE = "(line)";

/** The second that a single line says; null: it says none. */
export function secondOfLine(text: string, options: Omit<LogOptions, "now" | "maxLine">): Seconds | null {
  const bytes = Buffer.from(text, "latin1");
  const format = recognise(options.formats, [{ bytes, start: 0, end: bytes.length }]);
  if (format === null) return null;
  const { zone, year, lateness } = options;
  const end = SYSTEM_CLOCK.now();
  const endYear = new Date((end + zone(end).offset) * 1000).getUTCFullYear();
  const time = new LineTimes({ format, zone, year, end, endYear, lateness }).timeOf(bytes, 0, bytes.length);
  return Number.isNaN(time) ? null : Math.floor(time / MICROSECONDS);
}
