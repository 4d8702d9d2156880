/** The command line of `evcorr replay`: its own options, and those of a run. */

import { glob } from "../io/glob.js";
import { inField } from "../io/logs/time-field.js";
import { isTimeZone } from "../io/timezone.js";
import { FORMATS, type LogTimeFormat, MICROSECONDS, strptime } from "../logtime/index.js";
import { compileRegExp } from "../regexp/index.js";
import type { ReplayOptions } from "../runtime/replay.js";
import type { Settings } from "../runtime/settings.js";
import { bytesOf } from "./bytes.js";
import { parseOptions } from "./options.js";

export interface ReplayArguments {
  readonly settings: Settings;
  readonly logs: ReplayOptions["logs"];
  readonly times: ReplayOptions["times"];
  /** Null: the one of the environment. */
  readonly zone: string | null;
  readonly runActions: boolean;
  readonly drain: number;
  readonly format: "text" | "json";
}

/** The options' values as they were typed; flags have the value "". */
export type Given = Map<string, string>;

const FLAGS = ["run-actions"];
const VALUES = ["time-format", "time-field", "tz", "year", "max-lateness", "late", "drain", "format"];
const SECONDS_MAX = 1e9;

/** A text: what is wrong with the command line. */
export function replayArguments(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  needsLogs = true,
): ReplayArguments | string {
  const given: Given = new Map();
  const rest = takeOwn(args, given);
  if (typeof rest === "string") return rest;
  const { settings, words, problems } = parseOptions(rest.map(bytesOf), environment);
  if (problems.length > 0) return problems.join("\n");
  if (settings.conf.length === 0) return "no rule files: give --conf=PATTERN";
  if (settings.conf.flatMap(glob).length === 0) return `no file matches --conf=${settings.conf.join(" --conf=")}`;
  const logs = [...words.map((name) => ({ name, context: null })), ...settings.input.flatMap(inputLogs)];
  if (logs.filter(({ name }) => name === "-").length > 1)
    return "- is named twice: standard input can be read only once";
  if (logs.length === 0 && needsLogs) return "no logs: name files, or - for standard input";
  const choices = readChoices(given);
  if (typeof choices === "string") return choices;
  const formats = readFormats(given);
  if (typeof formats === "string") return formats;
  const { year, lateness, late, drain, format } = choices;
  const zone = given.get("tz") ?? null;
  if (zone !== null && !isTimeZone(zone)) return noZone(zone);
  return {
    settings: { ...settings, input: [], pid: null, syslog: null, tail: false, detach: false, user: null },
    logs,
    times: { formats, year, lateness, late },
    zone,
    runActions: given.has("run-actions"),
    drain,
    format,
  };
}

/** Sorts out the options of replay; the others are returned. */
function takeOwn(args: readonly string[], given: Given): string[] | string {
  const rest: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at] as string;
    const [, name = "", value] = /^--?([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (FLAGS.includes(name)) {
      if (value !== undefined) return `option ${word}: --${name} takes no value`;
      given.set(name, "");
    } else if (VALUES.includes(name)) {
      const text = value ?? args[++at];
      if (text === undefined || text === "") return `option ${word} needs a value`;
      given.set(name, text);
    } else rest.push(word);
  }
  return rest;
}

function inputLogs({ pattern, context }: Settings["input"][number]): ReplayOptions["logs"][number][] {
  return (pattern === "-" ? ["-"] : glob(pattern)).map((name) => ({ name, context }));
}

type Choices = Pick<ReplayArguments, "drain" | "format"> & Pick<ReplayOptions["times"], "year" | "lateness" | "late">;

function readChoices(given: Given): Choices | string {
  const late = given.get("late") ?? "take";
  if (late !== "drop" && late !== "take") return `--late: "${late}" is neither drop nor take`;
  const format = given.get("format") ?? "text";
  if (format !== "text" && format !== "json") return `--format: "${format}" is neither text nor json`;
  const year = readYear(given);
  if (typeof year === "string") return year;
  const lateness = readSeconds(given.get("max-lateness") ?? "0");
  if (lateness === null) return `--max-lateness: "${given.get("max-lateness")}" is no number of seconds`;
  const drain = readSeconds(given.get("drain") ?? "0");
  if (drain === null) return `--drain: "${given.get("drain")}" is no number of seconds`;
  return { late, format, year, lateness: Math.round(lateness * MICROSECONDS), drain: Math.floor(drain) };
}

export function noZone(zone: string): string {
  return `--tz: there is no time zone "${zone}"; names are those of the system's zone files, as Europe/Tallinn, or like EET-2EEST`;
}

/** Null: not given. A text: what is wrong. */
export function readYear(given: Given): number | string | null {
  const text = given.get("year");
  if (text === undefined) return null;
  return /^[0-9]{4}$/.test(text) ? Number(text) : `--year: "${text}" is no year such as 2023`;
}

function readSeconds(text: string): number | null {
  return /^[0-9]+(?:\.[0-9]+)?$/.test(text) && Number(text) <= SECONDS_MAX ? Number(text) : null;
}

export function readFormats(given: Given): readonly LogTimeFormat[] | string {
  const formats = namedFormats(given.get("time-format"));
  const field = given.get("time-field");
  if (typeof formats === "string" || field === undefined) return formats;
  const compiled = compileRegExp(Buffer.from(field, "utf8").toString("latin1"));
  if (compiled.kind === "invalid") return `--time-field: ${compiled.message}`;
  if (compiled.kind === "unsupported") return `--time-field: ${compiled.feature} cannot be used here`;
  return formats.map((format) => inField(format, compiled.regexp));
}

function namedFormats(text: string | undefined): readonly LogTimeFormat[] | string {
  if (text === undefined) return FORMATS;
  if (text.includes("%")) {
    const result = strptime(Buffer.from(text, "utf8").toString("latin1"));
    return result.ok ? [result.format] : `--time-format: "${text}": ${result.reason}`;
  }
  const found = FORMATS.filter(({ name }) => name === text);
  if (found.length > 0) return found;
  const names = FORMATS.map(({ name }) => name).join(", ");
  return `--time-format: "${text}" has no conversion such as %Y and is none of ${names}`;
}
