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
import type { Tracer } from "../engine/tracer.js";
import { ManualClock } from "../io/clock.js";
import { makeTimeZone } from "../io/timezone.js";
import type { RuleSet } from "../rules/ast.js";
import { type Environment, type Plan, readPlan } from "./case-plan.js";
import { Instance } from "./instance.js";
import { runScripted } from "./scripted.js";
import type { Settings } from "./settings.js";

export type ParseOptions = (args: readonly string[], environment: Environment) => Settings;

export interface CaseOptions {
  /** Leave the working directory. */
  readonly keep: boolean;
  /** Rule files that stand for the case's own ones of the same name. */
  readonly rules: readonly string[];
  /** Is told each rule set that is loaded, and what the engine decides. */
  readonly coverage: { addRules(rules: RuleSet): void; readonly tracer: Tracer } | null;
}

const DEFAULTS: CaseOptions = { keep: false, rules: [], coverage: null };

/** Files of outputs by name (`stdout`, `exit`, `files/NAME`), as bytes. */
export type Outputs = ReadonlyMap<string, string>;

export interface CaseResult {
  readonly directory: string;
  readonly actual: Outputs;
  readonly expected: Outputs;
  /** Names of outputs that differ, missing and surplus ones included. */
  readonly differences: readonly string[];
  /** Rule files that stood for the case's own. */
  readonly replaced: readonly string[];
  /** The log of the run. */
  readonly log: string;
  /** Where it ran, when that was kept. */
  readonly workingDirectory: string | null;
}

const OWN_FILES = ["args", "events", "stdin", "sec.log"];

export async function runCase(
  caseDirectory: string,
  parseOptions: ParseOptions,
  options: CaseOptions = DEFAULTS,
): Promise<CaseResult> {
  const { keep } = options;
  const directory = resolve(caseDirectory);
  const work = mkdtempSync(join(tmpdir(), "evcorr-case-"));
  try {
    return await runIn(work, directory, parseOptions, options);
  } finally {
    if (!keep) rmSync(work, { recursive: true, force: true });
  }
}

async function runIn(
  work: string,
  directory: string,
  parseOptions: ParseOptions,
  options: CaseOptions,
): Promise<CaseResult> {
  cpSync(directory, work, { recursive: true, filter: (path) => path === directory || basename(path) !== "expected" });
  const replaced = options.rules.filter((file) => existsSync(join(work, basename(file))));
  for (const file of replaced) replaceFile(file, join(work, basename(file)));
  const plan = readPlan(work);
  const given = new Map(filesBelow(work).map((file) => [file, readFileSync(join(work, file), "latin1")]));
  for (const input of plan.inputs) {
    if (!given.has(input) && !existsSync(join(work, `${input}.absent`))) writeFileSync(join(work, input), "");
  }
  const { stdout, exit } = await inDirectory(work, plan.environment, () =>
    execute(plan, parseOptions, options.coverage),
  );
  const actual = new Map([
    ["stdout", stdout],
    ["exit", `${exit}\n`],
  ]);
  for (const file of filesBelow(work)) {
    const text = readFileSync(join(work, file), "latin1");
    const isInput = OWN_FILES.includes(file) || plan.inputs.includes(file);
    if (!isInput && given.get(file) !== text) actual.set(`files/${file}`, text);
  }
  const log = existsSync(join(work, "sec.log")) ? readFileSync(join(work, "sec.log"), "latin1") : "";
  const expected = readOutputs(join(directory, "expected"));
  const names = [...new Set([...expected.keys(), ...actual.keys()])];
  const differences = names.filter((output) => expected.get(output) !== actual.get(output));
  return { directory, actual, expected, differences, log, replaced, workingDirectory: options.keep ? work : null };
}

/** Makes what the case did its expectation, and the rules that it did it with its own. */
export function recordCase(result: CaseResult): void {
  for (const file of result.replaced) replaceFile(file, join(result.directory, basename(file)));
  const expected = join(result.directory, "expected");
  rmSync(expected, { recursive: true, force: true });
  for (const [name, text] of result.actual) {
    mkdirSync(dirname(join(expected, name)), { recursive: true });
    writeFileSync(join(expected, name), text, "latin1");
  }
}

function replaceFile(from: string, to: string): void {
  rmSync(to, { force: true });
  cpSync(from, to, { dereference: true });
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

async function execute(
  plan: Plan,
  parseOptions: ParseOptions,
  coverage: CaseOptions["coverage"],
): Promise<{ stdout: string; exit: number }> {
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
    ...(coverage === null ? {} : { onRules: (rules) => coverage.addRules(rules) }),
  });
  instance.engine.core.tracer = coverage?.tracer ?? null;
  instance.openLog();
  const good = instance.loadRules();
  if (settings.testonly) instance.exitStatus = good ? 0 : 1;
  else {
    instance.start();
    await runScripted(instance, clock, plan.script);
  }
  instance.close();
  closeSync(descriptor);
  const stdout = readFileSync(outputFile, "latin1");
  rmSync(outputDirectory, { recursive: true, force: true });
  return { stdout, exit: instance.exitStatus ?? 0 };
}
