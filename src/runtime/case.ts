/** Runs one case directory under a scripted clock and compares with what it expects (docs/testing-rules.md). */
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { ManualClock } from "../io/clock.js";
import { makeTimeZone } from "../io/timezone.js";
import { Instance } from "./instance.js";
import { Script } from "./script.js";
import { runScripted } from "./scripted.js";
import type { Settings } from "./settings.js";

export type Environment = Readonly<Record<string, string | undefined>>;
export type ParseOptions = (args: readonly string[], environment: Environment) => Settings;

/** Files of outputs by name (`stdout`, `exit`, `files/NAME`), as bytes. */
export type Outputs = ReadonlyMap<string, string>;

export interface CaseResult {
  readonly directory: string;
  readonly actual: Outputs;
  readonly expected: Outputs;
  /** Names of outputs that differ, missing and surplus ones included. */
  readonly differences: readonly string[];
  /** The log of the run. */
  readonly log: string;
  /** Where it ran, when that was kept. */
  readonly workingDirectory: string | null;
}

/** Second of offset 0 unless the case gives START=. */
const START_DEFAULT = 1_700_000_000;
const OWN_FILES = ["args", "events", "stdin", "sec.log"];

export async function runCase(caseDirectory: string, parseOptions: ParseOptions, keep = false): Promise<CaseResult> {
  const directory = resolve(caseDirectory);
  const work = mkdtempSync(join(tmpdir(), "evcorr-case-"));
  cpSync(directory, work, { recursive: true, filter: (path) => path === directory || basename(path) !== "expected" });
  const plan = readPlan(work);
  const given = new Map(filesBelow(work).map((name) => [name, readFileSync(join(work, name), "latin1")]));
  for (const input of plan.inputs) {
    if (!given.has(input) && !existsSync(join(work, `${input}.absent`))) writeFileSync(join(work, input), "");
  }
  const { stdout, exit } = await inDirectory(work, plan.environment, () => execute(plan, parseOptions));
  const actual = new Map([
    ["stdout", stdout],
    ["exit", `${exit}\n`],
  ]);
  for (const name of filesBelow(work)) {
    const text = readFileSync(join(work, name), "latin1");
    const isInput = OWN_FILES.includes(name) || plan.inputs.includes(name);
    if (!isInput && given.get(name) !== text) actual.set(`files/${name}`, text);
  }
  const log = existsSync(join(work, "sec.log")) ? readFileSync(join(work, "sec.log"), "latin1") : "";
  if (!keep) rmSync(work, { recursive: true, force: true });
  const expected = readOutputs(join(directory, "expected"));
  const names = [...new Set([...expected.keys(), ...actual.keys()])];
  const differences = names.filter((name) => expected.get(name) !== actual.get(name));
  return { directory, actual, expected, differences, log, workingDirectory: keep ? work : null };
}

/** Makes what the case did its expectation. */
export function recordCase(result: CaseResult): void {
  const expected = join(result.directory, "expected");
  rmSync(expected, { recursive: true, force: true });
  for (const [name, text] of result.actual) {
    mkdirSync(dirname(join(expected, name)), { recursive: true });
    writeFileSync(join(expected, name), text, "latin1");
  }
}

interface Plan {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly start: number;
  /** The timed script; null: the case only reads its standard input. */
  readonly script: string | null;
  readonly inputs: readonly string[];
}

function readPlan(work: string): Plan {
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
  let start = START_DEFAULT;
  for (const line of lines) {
    const setting = /^([A-Z_]+)=(.*)$/.exec(line);
    if (setting === null) args.push(line);
    else if (setting[1] === "START") start = Number(setting[2]);
    else environment[setting[1] as string] = setting[2] as string;
  }
  const script = existsSync(join(work, "events")) ? readFileSync(join(work, "events"), "latin1") : null;
  const has = (name: string): boolean => args.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
  if (!has("conf")) args.unshift("--conf=*.sec");
  if (!has("input") && script !== null) args.push("--input=input.log");
  if (!has("log")) args.push("--log=sec.log");
  return { args, environment, start, script, inputs: script === null ? [] : Script.inputsOf(script) };
}

function readLines(file: string): string[] {
  return existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
}

/** Every file below a directory, by its path from there. */
function filesBelow(directory: string, at = directory): string[] {
  return readdirSync(at, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(at, entry.name);
      if (entry.isDirectory()) return filesBelow(directory, path);
      return entry.isFile() ? [relative(directory, path)] : [];
    })
    .sort();
}

function readOutputs(directory: string): Outputs {
  if (!existsSync(directory)) return new Map();
  return new Map(filesBelow(directory).map((name) => [name, readFileSync(join(directory, name), "latin1")]));
}

/** Runs `work` with another working directory and environment, and sets both back. */
async function inDirectory<Result>(
  directory: string,
  environment: Environment,
  work: () => Promise<Result>,
): Promise<Result> {
  const [cwd, env, umask] = [process.cwd(), { ...process.env }, process.umask()];
  process.chdir(directory);
  replaceEnvironment(environment);
  try {
    return await work();
  } finally {
    process.chdir(cwd);
    replaceEnvironment(env);
    process.umask(umask);
  }
}

function replaceEnvironment(environment: Environment): void {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
}

async function execute(plan: Plan, parseOptions: ParseOptions): Promise<{ stdout: string; exit: number }> {
  const outputDirectory = mkdtempSync(join(tmpdir(), "evcorr-out-"));
  const outputFile = join(outputDirectory, "stdout");
  const descriptor = openSync(outputFile, "a+");
  const clock = new ManualClock(plan.start);
  const readSettings = (): Settings => parseOptions(plan.args, plan.environment);
  const settings = readSettings();
  if (plan.script === null && settings.tail && !settings.testonly) {
    throw new Error("it would never end: give it a file `events`, or --notail in `args`");
  }
  if (settings.umask !== null) process.umask(settings.umask);
  const instance = new Instance(settings, {
    clock,
    zone: makeTimeZone(process.env),
    standardOutput: descriptor,
    logToStandardError: "nothing",
    scripted: plan.script !== null,
    waits: false,
    readSettings,
    standardInput: existsSync("stdin") ? "stdin" : "/dev/null",
  });
  instance.openLog();
  const good = instance.loadRules();
  if (settings.testonly) instance.exitStatus = good ? 0 : 1;
  else {
    instance.start();
    await runScripted(instance, clock, plan.script === null ? null : new Script(plan.script, plan.start));
  }
  instance.close();
  closeSync(descriptor);
  const stdout = readFileSync(outputFile, "latin1");
  rmSync(outputDirectory, { recursive: true, force: true });
  return { stdout, exit: instance.exitStatus ?? 0 };
}
