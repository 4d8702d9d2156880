/**
 * How fast evcorr is, next to the reference: `npm run bench` (docs/benchmarks.md). Traffic
 * and rule sets are made from a seed; both programs run as whole processes on the same
 * files and must write the same bytes.
 */
import { OUR_SEC } from "../../testing/daemon.js";
import { availableReference } from "../reference.js";
import { comparePatterns } from "./each-pattern.js";
import { limitsOf } from "./limits.js";
import { type MeasuringOptions, measure } from "./measure.js";
import { Options } from "./options.js";
import { Report } from "./report.js";
import type { Scenario } from "./scenario.js";
import { SCENARIOS } from "./scenarios.js";
import { EXPLANATION, Table } from "./table.js";

async function main(options: Options, words: readonly string[]): Promise<void> {
  const chosen = choose(options);
  if (options.has("list")) {
    for (const { name } of chosen) console.log(name);
    return;
  }
  const quick = options.has("quick");
  const reference = options.has("no-reference") ? null : availableReference(options.text("reference"));
  const measuring: MeasuringOptions = {
    lines: options.number("lines", quick ? 100_000 : 1_000_000),
    referenceSeconds: options.number("seconds", quick ? 1 : 4),
    seed: options.number("seed", 1),
    evcorr: OUR_SEC,
    reference,
    evcorrOptions: [
      ...(options.text("prefilter") === "no" ? ["--noprefilter"] : []),
      ...(options.has("threads") ? ["--threads"] : []),
    ],
    rounds: options.number("rounds", 2),
    progress,
  };
  const report = new Report(words);
  if (options.has("patterns")) await comparePatterns(measuring, report);
  else await measureAll(chosen, measuring, report, options.has("limits"));
  if (options.has("record")) console.log(`recorded in ${report.record()}`);
}

/** A name that is a scenario's whole name means only that one. */
function choose(options: Options): readonly Scenario[] {
  const only = options.text("only")?.split(",");
  const chosen = SCENARIOS.filter(({ name }) => only === undefined || only.some((part) => isMeant(part, name)));
  if (chosen.length === 0) throw new Error(`no scenario is called ${options.text("only")}: see --list`);
  return chosen;
}

function isMeant(part: string, name: string): boolean {
  return SCENARIOS.some((scenario) => scenario.name === part) ? part === name : name.includes(part);
}

async function measureAll(
  chosen: readonly Scenario[],
  options: MeasuringOptions,
  report: Report,
  withLimits: boolean,
): Promise<void> {
  const table = new Table();
  report.line(EXPLANATION);
  report.line("");
  report.line(table.head);
  let different = false;
  for (const scenario of chosen) {
    const measured = await measure(scenario, options);
    progress("");
    report.line(table.of(measured));
    if (measured.reference?.equal === false) different = true;
    if (withLimits) for (const line of await limitsOf(scenario, options)) report.line(line);
  }
  if (different) process.exitCode = 1;
}

/** On a terminal: what goes on, in a line that the next one replaces. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}

const words = process.argv.slice(2);
try {
  const options = new Options(words);
  if (options.has("help")) console.log(Options.help);
  else await main(options, words);
} catch (error) {
  progress("");
  console.error((error as Error).message);
  process.exitCode = 2;
}
