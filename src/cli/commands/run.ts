import type { RuleSet } from "../../rules/ast.js";
import { runLive } from "../../runtime/live.js";
import type { Settings } from "../../runtime/settings.js";
import { VERSION } from "../../runtime/version.js";
import { SEC_HELP } from "../help.js";
import { parseOptions } from "../options.js";
import { COLOUR, PLAIN, renderDiagnostic } from "../render/diagnostics.js";

/** `sec` and `evcorr run`: returns the exit status. */
export async function run(args: readonly string[]): Promise<number> {
  const parsed = parseOptions(args, process.env);
  if (parsed.help) {
    process.stdout.write(SEC_HELP);
    return 0;
  }
  if (parsed.version) {
    process.stdout.write(`evcorr ${VERSION}\n`);
    return 0;
  }
  for (const problem of parsed.problems) process.stderr.write(`evcorr: ${problem}\n`);
  for (const word of parsed.words) process.stderr.write(`evcorr: "${word}" belongs to no option; ignored\n`);
  if (parsed.settings.conf.length === 0) process.stderr.write("evcorr: no rule files: give --conf=PATTERN\n");
  const readSettings = (): Settings => parseOptions(args, process.env).settings;
  return runLive(parsed.settings, readSettings, printDiagnostics);
}

function printDiagnostics(rules: RuleSet): void {
  const paint = process.stderr.isTTY ? COLOUR : PLAIN;
  for (const file of rules.files) {
    for (const diagnostic of file.diagnostics) process.stderr.write(`${renderDiagnostic(diagnostic, paint)}\n`);
  }
}
