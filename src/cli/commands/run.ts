import type { RuleSet } from "../../rules/ast.js";
import { startDaemon, thisDaemon } from "../../runtime/daemon.js";
import { runLive } from "../../runtime/live.js";
import type { Settings } from "../../runtime/settings.js";
import { VERSION } from "../../runtime/version.js";
import { bytesOf } from "../bytes.js";
import { SEC_HELP } from "../help.js";
import { parseOptions } from "../options.js";
import { COLOUR, PLAIN, renderDiagnostic } from "../render/diagnostics.js";

/** `sec` and `evcorr run`: returns the exit status. */
export async function run(given: readonly string[]): Promise<number> {
  const args = given.map(bytesOf);
  const parsed = parseOptions(args, process.env);
  if (parsed.help) {
    process.stdout.write(SEC_HELP);
    return 0;
  }
  if (parsed.version) {
    process.stdout.write(`evcorr ${VERSION}\n`);
    return 0;
  }
  process.stderr.on("error", () => {}); // who read it may be gone: that ends nothing
  const daemon = thisDaemon();
  const say = daemon?.say ?? ((text: string): void => void process.stderr.write(text, "latin1"));
  if (parsed.settings.detach && !parsed.settings.testonly && daemon === null) return startDaemon(say);
  for (const problem of parsed.problems) say(`evcorr: ${problem}\n`);
  for (const word of parsed.words) say(`evcorr: "${word}" belongs to no option; ignored\n`);
  if (parsed.settings.conf.length === 0) say("evcorr: no rule files: give --conf=PATTERN\n");
  const readSettings = (report: (problem: string) => void): Settings => {
    const { settings, problems } = parseOptions(args, process.env);
    for (const problem of problems) report(problem);
    return settings;
  };
  try {
    return await runLive(parsed.settings, {
      readSettings,
      say,
      daemon,
      onRules: (rules) => printDiagnostics(rules, say),
    });
  } catch (error) {
    say(`evcorr: ${(error as Error).message}\n`);
    return 1;
  }
}

function printDiagnostics(rules: RuleSet, say: (text: string) => void): void {
  const paint = process.stderr.isTTY ? COLOUR : PLAIN;
  for (const file of rules.files) {
    for (const diagnostic of file.diagnostics) say(`${bytesOf(renderDiagnostic(diagnostic, paint))}\n`);
  }
}
