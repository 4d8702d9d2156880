import { codeOfAll } from "../../analysis/engines.js";
import { isLintId, type LintOptions, lint } from "../../analysis/lints/index.js";
import type { Diagnostic } from "../../base/diagnostic.js";
import { glob } from "../../io/glob.js";
import { makePerlHost } from "../../io/perl/host.js";
import { compileRegExp } from "../../regexp/index.js";
import type { RuleFile, RuleSet } from "../../rules/ast.js";
import { hasErrors, loadRuleSet } from "../../runtime/load.js";
import type { Settings } from "../../runtime/settings.js";
import { bytesOf } from "../bytes.js";
import { CHECK_HELP } from "../help.js";
import { parseOptions } from "../options.js";
import { routerForReading } from "../read-rules.js";
import { COLOUR, diagnosticToJson, PLAIN, renderDiagnostic } from "../render/diagnostics.js";
import { codeToJson, renderCode } from "../render/engines.js";
import { toSarif } from "../render/sarif.js";

interface CheckOptions {
  readonly format: "text" | "json" | "sarif";
  readonly verbose: boolean;
  /** Lints count for the exit status. */
  readonly strict: boolean;
  readonly lints: boolean;
  readonly ignored: ReadonlySet<string>;
  /** The options of a run, and files. */
  readonly rest: readonly string[];
}

/** `evcorr check`: 0 when all rules load, 1 when some do not (or, with --strict, a lint speaks), 2 for wrong usage. */
export function check(args: readonly string[]): number {
  if (args.includes("--help")) {
    process.stdout.write(CHECK_HELP);
    return 0;
  }
  const options = readOptions(args);
  const { settings, words, problems } = parseOptions(options.rest, {});
  const patterns = [...settings.conf, ...words];
  const unknown = [...options.ignored].filter((id) => !isLintId(id)).map((id) => `there is no lint "${id}"`);
  const complaints = [...problems, ...unknown, ...(patterns.length === 0 ? ["no rule files given"] : [])];
  if (complaints.length > 0) {
    process.stderr.write(`evcorr check: ${complaints.join("\n")}\n\n${CHECK_HELP}`);
    return 2;
  }
  for (const pattern of patterns) {
    if (glob(bytesOf(pattern)).length === 0) process.stderr.write(`evcorr check: no file matches ${pattern}\n`);
  }
  const perl = makePerlHost({
    standardOutput: 1,
    flushOutput: () => {},
    exit: () => {},
    clock: null,
    timeout: settings.perlTimeout,
    contexts: { names: () => [], get: () => undefined, set: () => {}, delete: () => {} },
    log: () => {},
  });
  const compilers = {
    regexp: compileRegExp,
    perl: routerForReading(perl, settings.perlCompile),
    bufsize: settings.bufsize,
  };
  const rules = loadRuleSet(patterns.map(bytesOf), compilers);
  perl.close();
  const lints = options.lints ? lint(rules, lintOptions(options, settings)) : [];
  print(rules, lints, options);
  return hasErrors(rules) || (options.strict && lints.length > 0) ? 1 : 0;
}

function lintOptions({ ignored }: CheckOptions, { quoting, input }: Settings): LintOptions {
  return { off: ignored, quoting, inputContexts: input.flatMap(({ context }) => context ?? []) };
}

function readOptions(args: readonly string[]): CheckOptions {
  const own = /^(?:--json|--sarif|--strict|--no-lint|--ignore=.*|-v)$/;
  const ignored = args.flatMap((arg) => (arg.startsWith("--ignore=") ? arg.slice(9).split(",") : []));
  return {
    format: args.includes("--sarif") ? "sarif" : args.includes("--json") ? "json" : "text",
    verbose: args.includes("-v"),
    strict: args.includes("--strict"),
    lints: !args.includes("--no-lint"),
    ignored: new Set(ignored),
    rest: args.filter((arg) => !own.test(arg)),
  };
}

function print(rules: RuleSet, lints: readonly Diagnostic[], { format, verbose }: CheckOptions): void {
  const ofFile = (file: RuleFile): Diagnostic[] => [
    ...file.diagnostics,
    ...lints.filter((diagnostic) => diagnostic.file === file.name),
  ];
  if (format === "sarif") {
    process.stdout.write(toSarif(rules.files.flatMap(ofFile)));
    return;
  }
  const codes = verbose ? codeOfAll(rules.files.flatMap((file) => file.rules)) : [];
  const paint = process.stdout.isTTY ? COLOUR : PLAIN;
  for (const file of rules.files) {
    for (const diagnostic of ofFile(file)) {
      const text = format === "json" ? diagnosticToJson(diagnostic) : renderDiagnostic(diagnostic, paint);
      process.stdout.write(`${text}\n`);
    }
    if (!verbose) continue;
    const isText = format === "text";
    const count = file.rules.length;
    if (isText) process.stdout.write(`${file.name}: ${count} ${count === 1 ? "rule loads" : "rules load"}\n`);
    const show = isText ? renderCode : codeToJson;
    for (const code of codes.filter(({ span }) => span.file.name === file.name))
      process.stdout.write(`${show(code)}\n`);
  }
}
