/** The command line of `evcorr test` where it runs cases. */
import { existsSync } from "node:fs";
import { TEST_HELP } from "./help.js";
import { COVERAGE_ENDINGS, type CoverageFormat, coverageFormatOf } from "./render/coverage/index.js";
import { type Format, isFormat, REPORTS } from "./reports/index.js";

export interface TestOptions {
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
  /** Rule files that stand for those of the same name in cases. */
  readonly rules: readonly string[];
  /** Null: not wanted; `file` null: behind the report. */
  readonly coverage: { readonly file: string | null; readonly format: CoverageFormat } | null;
  readonly paths: readonly string[];
}

const FLAGS = ["--write", "--keep", "-k", "-v", "--watch", "--coverage", "--noprefilter", "--noperl-compile"];
const VALUES = ["--filter", "--format", "--output", "--rules", "--coverage"];

/** A text: what is wrong with the command line. */
export function readTestOptions(args: readonly string[]): TestOptions | string {
  const values = new Map<string, string>();
  const flags = new Set<string>();
  const rules: string[] = [];
  const paths: string[] = [];
  for (const arg of args) {
    const name = arg.split("=", 1)[0] as string;
    if (arg.startsWith("--rules=")) rules.push(arg.slice("--rules=".length));
    else if (VALUES.includes(name) && arg.includes("=")) values.set(name, arg.slice(name.length + 1));
    else if (FLAGS.includes(arg)) flags.add(arg);
    else if (arg.startsWith("-")) return `evcorr test: unknown option ${arg}\n\n${TEST_HELP}`;
    else paths.push(arg);
  }
  if (paths.length === 0) return `evcorr test: no cases given\n\n${TEST_HELP}`;
  const missing = paths.find((path) => !existsSync(path));
  if (missing !== undefined) return `evcorr test: there is no directory ${missing}\n`;
  const missingRules = rules.find((file) => !existsSync(file));
  if (missingRules !== undefined) return `evcorr test: there is no rule file ${missingRules}\n`;
  const format = values.get("--format") ?? "text";
  if (!isFormat(format)) {
    return `evcorr test: there is no format "${format}", use one of ${Object.keys(REPORTS).join(", ")}\n`;
  }
  const output = values.get("--output") ?? null;
  const coverage = readCoverage(flags.has("--coverage"), values.get("--coverage"));
  if (typeof coverage === "string") return coverage;
  if (coverage?.file === null && format !== "text" && output === null) {
    return `evcorr test: coverage and ${format} cannot both go to standard output: give --coverage=FILE or --output=FILE\n`;
  }
  return {
    write: flags.has("--write"),
    keep: flags.has("--keep") || flags.has("-k"),
    verbose: flags.has("-v"),
    watch: flags.has("--watch"),
    prefilter: !flags.has("--noprefilter"),
    compilesPerl: !flags.has("--noperl-compile"),
    filter: values.get("--filter") ?? "",
    format,
    output,
    rules,
    coverage,
    paths,
  };
}

function readCoverage(wanted: boolean, file: string | undefined): TestOptions["coverage"] | string {
  if (file === undefined) return wanted ? { file: null, format: "text" } : null;
  const format = coverageFormatOf(file);
  if (format !== null) return { file, format };
  return `evcorr test: --coverage=${file}: its name says what is written, end it in one of ${COVERAGE_ENDINGS.join(", ")}\n`;
}
