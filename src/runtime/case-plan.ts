/** What a case directory says of how it is run (docs/testing-rules.md). */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Seconds } from "../base/seconds.js";
import { makeTimeZone } from "../io/timezone.js";
import { Script } from "./script.js";
import { inputOf, readEvents, readLogLines, ScriptError } from "./script-text.js";
import { START_DEFAULT, timeSteps } from "./script-times.js";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Plan {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly start: Seconds;
  /** Null: the case only reads its standard input. */
  readonly script: Script | null;
  readonly inputs: readonly string[];
}

/** A log whose lines arrive in the input NAME at their own times is NAME.events. */
const LOG_SUFFIX = ".events";

export function isScriptName(name: string): boolean {
  return name === "events" || name.endsWith(LOG_SUFFIX);
}

export function readPlan(work: string): Plan {
  const lines = readLines(join(work, "args")).filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const environment: Record<string, string> = {
    PATH: process.env.PATH ?? "",
    TZ: "UTC",
    LC_ALL: "C",
    HOME: work,
    PERL_HASH_SEED: "0",
    PERL_PERTURB_KEYS: "0",
  };
  const args: string[] = [];
  const seconds = new Map<string, Seconds>();
  for (const line of lines) {
    const [, name, value = ""] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
    if (name === undefined) args.push(line);
    else if (name === "START" || name === "DRAIN") seconds.set(name, readSeconds(name, value));
    else environment[name] = value;
  }
  const { script, inputs, start } = readScript(work, seconds, environment);
  const has = (name: string): boolean => args.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
  if (!has("conf")) args.unshift("--conf=*.sec");
  if (!has("input") && script !== null) args.push("--input=input.log");
  if (!has("log")) args.push("--log=sec.log");
  return { args, environment, start, script, inputs };
}

function readSeconds(name: string, value: string): Seconds {
  if (/^[0-9]+$/.test(value)) return Number(value);
  throw new ScriptError(`args: ${name}=${value} is no number of seconds`);
}

function readScript(
  work: string,
  seconds: ReadonlyMap<string, Seconds>,
  environment: Environment,
): Pick<Plan, "script" | "inputs" | "start"> {
  const given = seconds.get("START") ?? null;
  const names = readdirSync(work).filter(isScriptName).sort();
  if (names.length === 0) return { script: null, inputs: [], start: given ?? START_DEFAULT };
  const own = names.filter((name) => name === "events");
  const files = [...own, ...names.filter((name) => name !== "events")].map((name) => {
    const text = readFileSync(join(work, name), "latin1");
    return name === "events" ? readEvents(text) : readLogLines(name, name.slice(0, -LOG_SUFFIX.length), text);
  });
  const { start, steps } = timeSteps(files, given, makeTimeZone(environment));
  const inputs = new Set(files.flat().flatMap((step) => inputOf(step) ?? []));
  return { script: new Script(steps, seconds.get("DRAIN")), inputs: [...inputs], start };
}

function readLines(file: string): string[] {
  return existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
}
