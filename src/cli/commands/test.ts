import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ParseOptions, recordCase, runCase } from "../../runtime/case.js";
import { TEST_HELP } from "../help.js";
import { parseOptions } from "../options.js";
import { makeJUnitReport } from "../reports/junit.js";
import { type CaseVerdict, isFailure, type Report, type Verdict } from "../reports/report.js";
import { makeTapReport } from "../reports/tap.js";
import { makeTextReport } from "../reports/text.js";
import { watchDirectories } from "../watch.js";

const REPORTS = {
  text: (options: TestOptions) => makeTextReport(options.verbose),
  tap: () => makeTapReport(),
  junit: () => makeJUnitReport(),
} as const satisfies Readonly<Record<string, (options: TestOptions) => Report>>;
type Format = keyof typeof REPORTS;

interface TestOptions {
  readonly write: boolean;
  readonly keep: boolean;
  readonly verbose: boolean;
  readonly watch: boolean;
  /** False: as if every case had --noprefilter. */
  readonly prefilter: boolean;
  /** Off: all Perl code runs in perl, as with --noperl-compile in each case. */
  readonly compilesPerl: boolean;
  readonly filter: string;
  readonly format: Format;
  /** Where the report goes; null: standard output. */
  readonly output: string | null;
  readonly paths: readonly string[];
}

const FLAGS = ["--write", "--keep", "-k", "-v", "--watch", "--noprefilter", "--noperl-compile"];
const VALUES = ["--filter", "--format", "--output"];

/** `evcorr test`: 0 when all cases pass, 1 when some fail, 2 for wrong usage. */
export async function test(args: readonly string[]): Promise<number> {
  const options = readArguments(args);
  if (typeof options === "string") {
    const help = args.includes("--help");
    (help ? process.stdout : process.stderr).write(options);
    return help ? 0 : 2;
  }
  if (!options.watch) return runAll(options);
  // Each time something changes, until the user ends it.
  for (;;) {
    const changes = watchDirectories(options.paths);
    await runAll(options);
    process.stdout.write("waiting for changes\n");
    await changes.next();
    changes.close();
  }
}

async function runAll(options: TestOptions): Promise<number> {
  const cases = options.paths.flatMap(casesBelow).filter((path) => path.includes(options.filter));
  if (cases.length === 0) {
    process.stderr.write(`evcorr test: no cases found in ${options.paths.join(", ")}\n`);
    return 2;
  }
  const report = REPORTS[options.format](options);
  const print = printer(options.output);
  const verdicts: CaseVerdict[] = [];
  print(report.begin(cases.length));
  for (const [index, path] of cases.entries()) {
    showProgress(`${index + 1}/${cases.length} ${path}`);
    const start = performance.now();
    const verdict = await runOne(path, options);
    const done = { path, verdict, milliseconds: performance.now() - start };
    verdicts.push(done);
    print(report.ofCase(done, index + 1));
  }
  showProgress("");
  print(report.end(verdicts));
  return verdicts.some(isFailure) ? 1 : 0;
}

function readArguments(args: readonly string[]): TestOptions | string {
  if (args.includes("--help")) return TEST_HELP;
  const values = new Map<string, string>();
  const flags = new Set<string>();
  const paths: string[] = [];
  for (const arg of args) {
    const name = arg.split("=", 1)[0] as string;
    if (VALUES.includes(name) && arg.includes("=")) values.set(name, arg.slice(name.length + 1));
    else if (FLAGS.includes(arg)) flags.add(arg);
    else if (arg.startsWith("-")) return `evcorr test: unknown option ${arg}\n\n${TEST_HELP}`;
    else paths.push(arg);
  }
  if (paths.length === 0) return `evcorr test: no cases given\n\n${TEST_HELP}`;
  const missing = paths.find((path) => !existsSync(path));
  if (missing !== undefined) return `evcorr test: there is no directory ${missing}\n`;
  const format = values.get("--format") ?? "text";
  if (!Object.hasOwn(REPORTS, format)) {
    return `evcorr test: there is no format "${format}", use one of ${Object.keys(REPORTS).join(", ")}\n`;
  }
  return {
    write: flags.has("--write"),
    keep: flags.has("--keep") || flags.has("-k"),
    verbose: flags.has("-v"),
    watch: flags.has("--watch"),
    prefilter: !flags.has("--noprefilter"),
    filter: values.get("--filter") ?? "",
    format: format as Format,
    output: values.get("--output") ?? null,
    compilesPerl: !flags.has("--noperl-compile"),
    paths,
  };
}

/** The case itself, or all cases in the directories below. */
function casesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [];
  const names = readdirSync(path).sort();
  const isCase = names.some((name) => name === "events" || name === "args" || name === "stdin" || name === "expected");
  if (isCase) return [path];
  return names.flatMap((name) => casesBelow(join(path, name)));
}

async function runOne(path: string, options: TestOptions): Promise<Verdict> {
  try {
    const settings: ParseOptions = (args, environment) => {
      const given = parseOptions(args, environment).settings;
      return {
        ...given,
        prefilter: given.prefilter && options.prefilter,
        perlCompile: given.perlCompile && options.compilesPerl,
      };
    };
    const result = await runCase(path, settings, options.keep);
    if (options.write) {
      recordCase(result);
      return { kind: "recorded", result };
    }
    return { kind: result.differences.length === 0 ? "passed" : "failed", result };
  } catch (error) {
    const { message, stack } = error as Error;
    return { kind: "broken", message: options.verbose ? `${message}\n${stack}` : message };
  }
}

/** A report for tools may go to a file as a whole; people see it as it comes. */
function printer(output: string | null): (text: string) => void {
  if (output === null) {
    return (text) => {
      if (text === "") return;
      showProgress("");
      process.stdout.write(text);
    };
  }
  let all = "";
  return (text) => {
    all += text;
    writeFileSync(output, all);
  };
}

/** One line that is written over, on a terminal only. */
function showProgress(text: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${text.slice(0, (process.stdout.columns ?? 80) - 1)}`);
}
