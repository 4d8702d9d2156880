import { glob } from "../../io/glob.js";
import { makePerlHost } from "../../io/perl/host.js";
import { compileRegExp } from "../../regexp/index.js";
import type { RuleSet } from "../../rules/ast.js";
import { hasErrors, loadRuleSet } from "../../runtime/load.js";
import { CHECK_HELP } from "../help.js";
import { parseOptions } from "../options.js";
import { COLOUR, diagnosticToJson, PLAIN, renderDiagnostic } from "../render/diagnostics.js";

/** `evcorr check`: 0 when all rules load, 1 when some do not, 2 for wrong usage. */
export function check(args: readonly string[]): number {
  if (args.includes("--help")) {
    process.stdout.write(CHECK_HELP);
    return 0;
  }
  const json = args.includes("--json");
  const verbose = args.includes("-v");
  const { settings, words, problems } = parseOptions(
    args.filter((arg) => arg !== "--json" && arg !== "-v"),
    {},
  );
  const patterns = [...settings.conf, ...words];
  if (problems.length > 0 || patterns.length === 0) {
    const complaint = problems.length > 0 ? problems.join("\n") : "no rule files given";
    process.stderr.write(`evcorr check: ${complaint}\n\n${CHECK_HELP}`);
    return 2;
  }
  for (const pattern of patterns) {
    if (glob(pattern).length === 0) process.stderr.write(`evcorr check: no file matches ${pattern}\n`);
  }
  const perl = makePerlHost({
    standardOutput: 1,
    flushOutput: () => {},
    exit: () => {},
    clock: null,
    timeout: 0,
    contexts: { names: () => [], get: () => undefined, set: () => {}, delete: () => {} },
    log: () => {},
  });
  const compilers = { regexp: compileRegExp, perl: perl.available() ? perl : null, bufsize: settings.bufsize };
  const rules = loadRuleSet(patterns, compilers);
  perl.close();
  print(rules, json, verbose);
  return hasErrors(rules) ? 1 : 0;
}

function print(rules: RuleSet, json: boolean, verbose: boolean): void {
  const paint = process.stdout.isTTY ? COLOUR : PLAIN;
  for (const file of rules.files) {
    for (const diagnostic of file.diagnostics) {
      process.stdout.write(`${json ? diagnosticToJson(diagnostic) : renderDiagnostic(diagnostic, paint)}\n`);
    }
    if (verbose && !json) process.stdout.write(`${file.name}: ${file.rules.length} rules load\n`);
  }
}
