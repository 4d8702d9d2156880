/** When the steps of a script happen: offsets, and the times that stand in lines of logs. */
import type { Seconds } from "../base/seconds.js";
import type { TimeZone } from "../engine/ports.js";
import { FORMATS, LineTimes, type LogTimeFormat, MICROSECONDS, recognise } from "../logtime/index.js";
import { type Deed, ScriptError, type WrittenStep } from "./script-text.js";

export interface Step {
  /** Not before the step that stands in front of it in the same file. */
  readonly time: Seconds;
  readonly deed: Deed;
  readonly place: string;
}

/** Second of offset 0 unless the case gives START=, or lines with times of their own begin it. */
export const START_DEFAULT: Seconds = 1_700_000_000;

/** Lines from which the format is recognised, as in replays. */
const SAMPLE_LINES = 200;
const HALF_YEAR: Seconds = 183 * 86_400;
/** Characters of a line in messages. */
const SHOWN_MAX = 80;

type Line = WrittenStep & { readonly deed: { readonly kind: "line" } };

/** The steps of all files, merged by time; at equal times the file that comes first is first. */
export function timeSteps(
  files: readonly (readonly WrittenStep[])[],
  given: Seconds | null,
  zone: TimeZone,
): { start: Seconds; steps: Step[] } {
  const own = ownTimes(files.flat(), given, zone);
  const earliest = [...own.values()].reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
  const start = given ?? (own.size === 0 ? START_DEFAULT : earliest);
  const steps = files.flatMap((file) => {
    let latest = Number.NEGATIVE_INFINITY;
    return file.map((step) => {
      const time = own.get(step) ?? start + (step.offset ?? 0);
      if (time < start) throw new ScriptError(beforeStart(step, time, start, zone));
      latest = Math.max(latest, time);
      return { time: latest, deed: step.deed, place: step.place };
    });
  });
  return { start, steps: steps.sort((a, b) => a.time - b.time) };
}

/** The times of the lines that say them; those of one input are of one format, as a log's are. */
function ownTimes(steps: readonly WrittenStep[], given: Seconds | null, zone: TimeZone): Map<WrittenStep, Seconds> {
  const byInput = new Map<string, Line[]>();
  for (const step of steps) {
    if (!isTimedLine(step)) continue;
    const lines = byInput.get(step.deed.file);
    if (lines === undefined) byInput.set(step.deed.file, [step]);
    else lines.push(step);
  }
  const times = new Map<WrittenStep, Seconds>();
  for (const lines of byInput.values()) {
    readTimes(lines, given, zone).forEach((time, index) => {
      times.set(lines[index] as Line, time);
    });
  }
  return times;
}

function isTimedLine(step: WrittenStep): step is Line {
  return step.offset === null && step.deed.kind === "line";
}

/** A line without a time has that of the line before it. */
function readTimes(lines: readonly Line[], given: Seconds | null, zone: TimeZone): Seconds[] {
  const bytes = lines.map(({ deed }) => Buffer.from(deed.text, "latin1"));
  const sample = bytes.slice(0, SAMPLE_LINES).map((line) => ({ bytes: line, start: 0, end: line.length }));
  const format = recognise(FORMATS, sample);
  const near = given ?? START_DEFAULT;
  const year = zone(near).year;
  const first = lines[0] as Line;
  if (format === null) throw new ScriptError(withoutTime(first, year));
  const read = (firstYear: number): number[] => inOrder(bytes, timesFrom(format, firstYear, zone));
  let times = read(year);
  // A case that starts before New Year may have its first line after it.
  if (given !== null && (times[0] as number) < given - HALF_YEAR) times = read(year + 1);
  if (Number.isNaN(times[0])) throw new ScriptError(withoutTime(first, year));
  return times;
}

function timesFrom(format: LogTimeFormat, year: number, zone: TimeZone): LineTimes {
  const zoneAt = (instant: Seconds) => zone(instant);
  return new LineTimes({ format, zone: zoneAt, year, end: 0, endYear: year, lateness: 0 });
}

function inOrder(lines: readonly Buffer[], times: LineTimes): Seconds[] {
  let previous = Number.NaN;
  return lines.map((line) => {
    const time = times.timeOf(line, 0, line.length);
    if (!Number.isNaN(time)) previous = Math.floor(time / MICROSECONDS);
    return previous;
  });
}

function withoutTime({ place, deed }: Line, year: number): string {
  const known = FORMATS.map(({ name }) => name).join(", ");
  return [
    `${place}: no time is recognised in "${deed.text.slice(0, SHOWN_MAX)}"`,
    `Give its second after the start instead: "0 ${deed.file}: ...". Known formats: ${known}.`,
    `Dates without a year are of ${year}, the year of START= in \`args\`.`,
  ].join("\n  ");
}

function beforeStart({ place }: WrittenStep, time: Seconds, start: Seconds, zone: TimeZone): string {
  return `${place}: its time, ${clockText(time, zone)}, is before the start, ${clockText(start, zone)}: set START=${time} in \`args\``;
}

function clockText(instant: Seconds, zone: TimeZone): string {
  const { year, month, day, hour, minute, second, zone: name } = zone(instant);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)} ${name}`;
}
