/** `evcorr test --init`: a first case from rule files and a log. */
import { realpathSync } from "node:fs";
import { longestWait } from "../../analysis/longest-wait.js";
import { type OutsideUse, outsideUses } from "../../analysis/outside.js";
import type { Seconds } from "../../base/seconds.js";
import type { TimeZone } from "../../engine/ports.js";
import { isTimeZone, makeTimeZone } from "../../io/timezone.js";
import { type CaseResult, recordCase, runCase } from "../../runtime/case.js";
import { faultOfNewCase, type LogExcerpt, readExcerpt, writeCase } from "../../runtime/new-case.js";
import { parseOptions } from "../options.js";
import { readRules } from "../read-rules.js";
import { type Given, noZone, readFormats, readYear } from "../replay-options.js";

const VALUES = ["tz", "year", "time-format", "time-field", "lines"];
const LINES_DEFAULT = 1000;
/** A case goes through every second: a week takes a second or two. */
const SPAN_MAX: Seconds = 7 * 86_400;
/** Lines of an output that are shown. */
const SHOWN_LINES = 10;
const SHOWN_USES = 5;
/** Seconds behind the last line, at least and at most. */
const REST_MIN: Seconds = 60;
const REST_MAX: Seconds = 86_400;
const ZONES = "/zoneinfo/";

export async function initCase(args: readonly string[]): Promise<number> {
  const plan = readArguments(args);
  if (typeof plan === "string") return fail(2, `${plan}\n  evcorr test --init CASE RULES ... LOG`);
  const { directory, rules: files, log, zone: zoneName, linesMax, formats, year } = plan;
  const fault = faultOfNewCase(directory, files);
  if (fault !== null) return fail(2, fault);
  const { rules, faulty } = readRules("test", files);
  if (faulty || rules.files.length < files.length) return fail(1, "the rules do not load: no case is made");
  const zone = makeTimeZone({ TZ: zoneName });
  const excerpt = await readExcerpt(log, { formats, year, zone, linesMax, spanMax: SPAN_MAX });
  if (typeof excerpt === "string") return fail(1, excerpt);
  // What the last line opens may open something else when it ends.
  const rest = Math.min(REST_MAX, Math.max(REST_MIN, 2 * longestWait(rules)));
  const { start, text } = spanOf(excerpt, zone);
  writeCase({ directory, rules: files, excerpt, zone: zoneName, startText: start, rest });
  say(`${directory}: a case of ${text}`);
  if (excerpt.total > excerpt.lines.length) {
    say(`  the ${excerpt.total - excerpt.lines.length} lines after them are left out: ${whyCut(excerpt, linesMax)}`);
  }
  if (excerpt.inferredYear !== null) say(`  the year ${excerpt.inferredYear} is a guess: --year gives it`);
  const outside = outsideUses(rules);
  if (outside.length > 0) {
    sayOutside(directory, outside);
    return 0;
  }
  const result = await runCase(directory, (words, environment) => parseOptions(words, environment).settings);
  recordCase(result);
  sayOutcome(directory, result);
  return 0;
}

function readArguments(args: readonly string[]) {
  const given: Given = new Map();
  const words: string[] = [];
  for (const arg of args) {
    const [, name = "", value = ""] = /^--([^=]+)=(.+)$/s.exec(arg) ?? [];
    if (VALUES.includes(name)) given.set(name, value);
    else if (arg.startsWith("-")) return `option ${arg}: --init knows ${VALUES.map((each) => `--${each}=`).join(" ")}`;
    else words.push(arg);
  }
  const [directory, ...files] = words;
  const log = files.pop();
  if (directory === undefined || log === undefined || files.length === 0) {
    return "--init needs the name of the case, rule files and a log";
  }
  const zone = given.get("tz") ?? process.env.TZ ?? machineZone();
  if (!isTimeZone(zone)) return noZone(zone);
  const lines = given.get("lines") ?? String(LINES_DEFAULT);
  if (!/^[1-9][0-9]{0,6}$/.test(lines)) return `--lines: "${lines}" is no number of lines`;
  const formats = readFormats(given);
  if (typeof formats === "string") return formats;
  const year = readYear(given);
  if (typeof year === "string") return year;
  return { directory, rules: files, log, zone, linesMax: Number(lines), formats, year };
}

/** The machine's own zone by its name. */
function machineZone(): string {
  try {
    const path = realpathSync("/etc/localtime");
    const at = path.indexOf(ZONES);
    return at < 0 ? "UTC" : path.slice(at + ZONES.length).replace(/^Etc\/UTC$/, "UTC");
  } catch {
    return "UTC";
  }
}

function whyCut({ lines }: LogExcerpt, linesMax: number): string {
  return lines.length === linesMax ? "--lines=N takes more or fewer" : "a case is of seven days at most";
}

function spanOf({ lines, total, name }: LogExcerpt, zone: TimeZone): { start: string; text: string } {
  const first = lines[0]?.time ?? 0;
  const last = lines.at(-1)?.time ?? first;
  const count = total > lines.length ? `the first ${lines.length} of ${total} lines` : `all ${total} lines`;
  return {
    start: timeText(first, zone),
    text: `${count} of ${name}, from ${timeText(first, zone)} to ${timeText(last, zone)}`,
  };
}

function timeText(instant: Seconds, zone: TimeZone): string {
  const { year, month, day, hour, minute, second, zone: name } = zone(instant);
  const [date, time] = [
    [year, month, day],
    [hour, minute, second],
  ].map((parts) => parts.map((part) => String(part).padStart(2, "0")));
  return `${date?.join("-")} ${time?.join(":")} ${name}`;
}

function sayOutside(directory: string, uses: readonly OutsideUse[]): void {
  say("Not run yet, because cases do all that their rules do, and these rules reach out of the case:");
  for (const { place, what } of uses.slice(0, SHOWN_USES)) say(`  ${place} ${what}`);
  if (uses.length > SHOWN_USES) say(`  and ${uses.length - SHOWN_USES} more`);
  say("docs/testing-rules.md says how to put stand-ins in their place. Then, or if that is all right here:");
  say(`  evcorr test --write ${directory}`);
}

function sayOutcome(directory: string, { actual }: CaseResult): void {
  say(`  what the rules do now is recorded in ${directory}/expected:`);
  const outputs = [...actual].filter(([name, text]) => name !== "exit" && text !== "");
  for (const [name, text] of outputs) sayOutput(name, text);
  if (outputs.length === 0) say("  nothing: no output and no file");
  const exit = actual.get("exit")?.trim();
  if (exit !== "0") say(`  exit status ${exit}`);
  say("Is that right? If not, mend the rules or the script, or correct what is expected. From now on");
  say(`  evcorr test ${directory}`);
  say("tells when something else comes out.");
}

function sayOutput(name: string, text: string): void {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  say(`  ${name}, ${lines.length} ${lines.length === 1 ? "line" : "lines"}`);
  for (const line of lines.slice(0, SHOWN_LINES)) say(`    ${printable(line)}`);
  if (lines.length > SHOWN_LINES) say("    ...");
}

function printable(line: string): string {
  const text = Buffer.from(line, "latin1").toString("utf8");
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ".");
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(status: number, message: string): number {
  process.stderr.write(`evcorr test: ${message}\n`);
  return status;
}
