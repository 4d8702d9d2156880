import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { type CaseResult, recordCase, runCase } from "../../runtime/case.js";
import { TEST_HELP } from "../help.js";
import { parseOptions } from "../options.js";
import { renderDifference } from "../render/difference.js";

interface TestOptions {
  readonly write: boolean;
  readonly keep: boolean;
  readonly verbose: boolean;
  readonly filter: string;
  readonly paths: readonly string[];
}

const FLAGS = ["--write", "--keep", "-k", "-v"];

/** `evcorr test`: 0 when all cases pass, 1 when some fail, 2 for wrong usage. */
export async function test(args: readonly string[]): Promise<number> {
  const options = readArguments(args);
  if (typeof options === "string") {
    const help = args.includes("--help");
    (help ? process.stdout : process.stderr).write(options);
    return help ? 0 : 2;
  }
  const cases = options.paths.flatMap(casesBelow).filter((path) => path.includes(options.filter));
  if (cases.length === 0) {
    process.stderr.write(`evcorr test: no cases found in ${options.paths.join(", ")}\n`);
    return 2;
  }
  let failed = 0;
  for (const [index, path] of cases.entries()) {
    showProgress(`${index + 1}/${cases.length} ${path}`);
    if (!(await runOne(path, options))) failed++;
  }
  showProgress("");
  process.stdout.write(`${cases.length - failed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

function readArguments(args: readonly string[]): TestOptions | string {
  if (args.includes("--help")) return TEST_HELP;
  const flags = new Set(args.filter((arg) => arg.startsWith("-")));
  const filters = [...flags].filter((flag) => flag.startsWith("--filter="));
  const unknown = [...flags].filter((flag) => !filters.includes(flag) && !FLAGS.includes(flag));
  const paths = args.filter((arg) => !arg.startsWith("-"));
  if (unknown.length > 0) return `evcorr test: unknown option ${unknown[0]}\n\n${TEST_HELP}`;
  if (paths.length === 0) return `evcorr test: no cases given\n\n${TEST_HELP}`;
  const missing = paths.find((path) => !existsSync(path));
  if (missing !== undefined) return `evcorr test: there is no directory ${missing}\n`;
  return {
    write: flags.has("--write"),
    keep: flags.has("--keep") || flags.has("-k"),
    verbose: flags.has("-v"),
    filter: filters[0]?.slice("--filter=".length) ?? "",
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

async function runOne(path: string, options: TestOptions): Promise<boolean> {
  let result: CaseResult;
  try {
    result = await runCase(path, (args, environment) => parseOptions(args, environment).settings, options.keep);
  } catch (error) {
    showProgress("");
    process.stdout.write(`FAIL ${path}\n  cannot be run: ${(error as Error).message}\n`);
    if (options.verbose) process.stdout.write(`${(error as Error).stack}\n`);
    return false;
  }
  if (options.write) recordCase(result);
  const passed = options.write || result.differences.length === 0;
  if (!passed || options.verbose) showProgress("");
  if (result.workingDirectory !== null) process.stdout.write(`${path}: ${result.workingDirectory}\n`);
  if (!passed) printFailure(path, result, options.verbose);
  else if (options.verbose) process.stdout.write(`${options.write ? "recorded" : "ok"} ${path}\n`);
  return passed;
}

function printFailure(path: string, result: CaseResult, verbose: boolean): void {
  const lines = [`FAIL ${path}`];
  for (const name of result.differences) {
    lines.push(`  ${name} (- expected, + what came out):`);
    lines.push(...renderDifference(result.expected.get(name), result.actual.get(name)));
  }
  if (verbose) lines.push("  log:", ...result.log.split("\n").map((line) => `    ${line}`));
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** One line that is written over, on a terminal only. */
function showProgress(text: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${text.slice(0, (process.stdout.columns ?? 80) - 1)}`);
}
