import { readdirSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { CoverageCollector } from "../../analysis/coverage/index.js";
import type { RuleSet } from "../../rules/ast.js";
import { type CaseOptions, type ParseOptions, recordCase, runCase } from "../../runtime/case.js";
import { isScriptName } from "../../runtime/case-plan.js";
import { CoverageTracer } from "../coverage-tracer.js";
import { TEST_HELP } from "../help.js";
import { parseOptions } from "../options.js";
import { COVERAGE_FORMATS } from "../render/coverage/index.js";
import { type CaseVerdict, isFailure, REPORTS, type Verdict } from "../reports/index.js";
import { readTestOptions, type TestOptions } from "../test-options.js";
import { watchDirectories } from "../watch.js";
import { initCase } from "./test-init.js";

/** `evcorr test`: 0 when all cases pass, 1 when some fail, 2 for wrong usage. */
export async function test(args: readonly string[]): Promise<number> {
  if (args.includes("--help")) {
    process.stdout.write(TEST_HELP);
    return 0;
  }
  if (args.includes("--init")) return initCase(args.filter((arg) => arg !== "--init"));
  const options = readTestOptions(args);
  if (typeof options === "string") {
    process.stderr.write(options);
    return 2;
  }
  if (!options.watch) return runAll(options);
  // Each time something changes, until the user ends it.
  for (;;) {
    const changes = watchDirectories([...options.paths, ...options.rules]);
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
  const colour = options.output === null && process.stdout.isTTY === true;
  const report = REPORTS[options.format]({ verbose: options.verbose, colour });
  const coverage = options.coverage === null ? null : new CoverageCollector();
  const print = printer(options.output);
  const verdicts: CaseVerdict[] = [];
  print(report.begin(cases.length));
  for (const [index, path] of cases.entries()) {
    showProgress(`${index + 1}/${cases.length} ${path}`);
    const start = performance.now();
    const verdict = await runOne(path, options, coverage);
    coverage?.endRun();
    const done = { path, verdict, milliseconds: performance.now() - start };
    verdicts.push(done);
    print(report.ofCase(done, index + 1));
  }
  showProgress("");
  print(report.end(verdicts));
  if (coverage !== null) showCoverage(coverage, options);
  return isUnused(options.rules, verdicts) || verdicts.some(isFailure) ? 1 : 0;
}

/** The case itself, or all cases in the directories below. */
function casesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [];
  const names = readdirSync(path).sort();
  const isCase = names.some((name) => isScriptName(name) || name === "args" || name === "stdin" || name === "expected");
  if (isCase) return [path];
  return names.flatMap((name) => casesBelow(join(path, name)));
}

async function runOne(path: string, options: TestOptions, collector: CoverageCollector | null): Promise<Verdict> {
  const { keep, rules } = options;
  const coverage = collector === null ? null : coverageOf(path, collector, rules);
  try {
    const settings: ParseOptions = (args, environment) => {
      const given = parseOptions(args, environment).settings;
      return {
        ...given,
        // What is asked of lines that the prefilter keeps from a rule would not count.
        prefilter: given.prefilter && options.prefilter && coverage === null,
        perlCompile: given.perlCompile && options.compilesPerl,
      };
    };
    const result = await runCase(path, settings, { keep, rules, coverage });
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

/** What a case covers; its rule files are named as the user knows them. */
function coverageOf(path: string, collector: CoverageCollector, rules: readonly string[]): CaseOptions["coverage"] {
  return {
    addRules({ files }: RuleSet) {
      for (const file of files) {
        const given = rules.find((name) => basename(name) === file.name);
        collector.addFile(file, given ?? join(path, file.name));
      }
    },
    tracer: new CoverageTracer(collector),
  };
}

function showCoverage(coverage: CoverageCollector, { coverage: wanted }: TestOptions): void {
  if (wanted === null) return;
  const text = COVERAGE_FORMATS[wanted.format](coverage.files);
  if (wanted.file === null) process.stdout.write(text);
  else writeFileSync(wanted.file, text);
}

/** Rules that were given and that no case has: then nothing has tested them. */
function isUnused(rules: readonly string[], verdicts: readonly CaseVerdict[]): boolean {
  const used = new Set(verdicts.flatMap(({ verdict }) => (verdict.kind === "broken" ? [] : verdict.result.replaced)));
  const unused = verdicts.some(({ verdict }) => verdict.kind === "broken")
    ? []
    : rules.filter((file) => !used.has(file));
  for (const file of unused) {
    process.stderr.write(`evcorr test: --rules=${file}: no case has a rule file ${basename(file)}\n`);
  }
  return unused.length > 0;
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
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${text.slice(0, (process.stdout.columns || 80) - 1)}`);
}
