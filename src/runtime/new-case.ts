/** Makes a case of rule files and a log (docs/testing-rules.md). */
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Seconds } from "../base/seconds.js";
import type { TimeZone } from "../engine/ports.js";
import { SYSTEM_CLOCK } from "../io/clock.js";
import { LogFile } from "../io/logs/log-file.js";
import { type LogTimeFormat, MICROSECONDS } from "../logtime/index.js";

export interface LogExcerpt {
  readonly name: string;
  readonly lines: readonly { readonly time: Seconds; readonly text: string }[];
  /** Lines of the whole log. */
  readonly total: number;
  /** The year of its first line, where that had to be found out. */
  readonly inferredYear: number | null;
}

export interface ExcerptOptions {
  readonly formats: readonly LogTimeFormat[];
  readonly year: number | null;
  readonly zone: TimeZone;
  readonly linesMax: number;
  /** Lines that are later than the first by more are left out. */
  readonly spanMax: Seconds;
}

/** The beginning of a log, with the times of its lines. A text: why it cannot be read. */
export async function readExcerpt(name: string, options: ExcerptOptions): Promise<LogExcerpt | string> {
  const { formats, year, zone, linesMax, spanMax } = options;
  const times = { formats, year, zone, lateness: 0, late: "take", maxLine: 0, now: SYSTEM_CLOCK.now() } as const;
  const log = new LogFile({ name, context: null }, times);
  const lines: { time: Seconds; text: string }[] = [];
  let isOver = false;
  while (!log.isOver) {
    if (!log.lines.hasLine) await log.fill();
    while (log.lines.hasLine) {
      const time = Math.floor(log.lines.time / MICROSECONDS);
      const text = log.lines.take();
      isOver ||= lines.length === linesMax || time > (lines[0]?.time ?? time) + spanMax;
      if (!isOver) lines.push({ time, text });
    }
  }
  if (log.fault !== null) return log.fault;
  if (lines.length === 0) return `${name} is empty: a case needs some lines`;
  return { name, lines, total: log.lines.total, inferredYear: log.inferredYear };
}

export interface NewCase {
  readonly directory: string;
  readonly rules: readonly string[];
  readonly excerpt: LogExcerpt;
  /** A value of TZ. */
  readonly zone: string;
  /** The start in words. */
  readonly startText: string;
  /** Seconds after the last line in which windows run out. */
  readonly rest: Seconds;
}

/** A text: why there cannot be such a case. Nothing is written then. */
export function faultOfNewCase(directory: string, rules: readonly string[]): string | null {
  if (holdsFiles(directory)) return `${directory} exists and is not empty: name a directory that is yet to be made`;
  const names = rules.map((file) => basename(file));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return `two rule files are called ${twice}: in a case they need different names`;
  const taken = names.find((name) => RESERVED.includes(name) || name.endsWith(".events"));
  return taken === undefined ? null : `a rule file of a case cannot be called ${taken}: give it another name`;
}

const RESERVED = ["args", "events", "stdin", "expected", "input.log", "sec.log"];

function holdsFiles(path: string): boolean {
  try {
    return readdirSync(path).length > 0;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ENOENT";
  }
}

export function writeCase(made: NewCase): void {
  const { directory, rules, excerpt, zone, startText, rest } = made;
  mkdirSync(directory, { recursive: true });
  for (const file of rules) copyFileSync(file, join(directory, basename(file)));
  const start = excerpt.lines[0]?.time ?? 0;
  const args = [
    `# ${startText}`,
    `START=${start}`,
    ...(zone === "UTC" ? [] : [`TZ=${zone}`]),
    ...rules.map((file) => `--conf=${basename(file)}`),
  ];
  writeFileSync(join(directory, "args"), `${args.join("\n")}\n`);
  const lines = excerpt.lines.map(({ time, text }) => `${time - start} input.log:${text === "" ? "" : ` ${text}`}`);
  const last = (excerpt.lines.at(-1)?.time ?? start) - start;
  const events = [
    `# Lines of ${basename(excerpt.name)}, each at its second after the start; then time for windows to run out.`,
    ...lines,
    `${last + rest} !end`,
  ];
  writeFileSync(join(directory, "events"), `${events.join("\n")}\n`, "latin1");
}
