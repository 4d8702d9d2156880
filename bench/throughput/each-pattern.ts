/**
 * Whether the prefilter ever costs more than it saves: each of many patterns as the only
 * rule, on cold and on hot traffic, with the prefilter and without it, in turns.
 */
import { Place } from "../../testing/place.js";
import type { MeasuringOptions } from "./measure.js";
import type { Report } from "./report.js";
import { mixedLines, OUTPUT, ruleText } from "./rule-sets.js";
import { type RunResult, run, type Workplace } from "./run.js";
import { Traffic } from "./traffic.js";
import { EACH_PATTERN } from "./without-literals.js";

/** More than this counts as slower. */
const SLOWER = 1.1;
/** Runs of each: the fastest counts. */
const ROUNDS = 3;

const PERCENTS = { cold: 1, hot: 50 };

export async function comparePatterns(options: MeasuringOptions, report: Report): Promise<void> {
  report.line("processor seconds of the whole process with the prefilter and without it, and with / without");
  report.line("");
  let slower = 0;
  for (const [kind, percent] of Object.entries(PERCENTS)) {
    const place = new Place();
    try {
      const traffic = new Traffic(place.path("traffic.log"), options.lines, options.seed, mixedLines(8, percent));
      report.line(`${kind}, ${traffic.lines} lines`);
      for (const [ptype, pattern] of EACH_PATTERN) {
        options.progress(`${kind}: ${ptype} ${pattern}`);
        const action = `write ${OUTPUT} %s`;
        place.write("rules.sec", ruleText({ type: "Single", ptype, pattern, desc: "a match", action }));
        const [quick, naive] = await inTurns(options, { place, options: [], piped: false, inputName: "traffic.log" });
        const ratio = quick.cpuSeconds / naive.cpuSeconds;
        if (ratio > SLOWER) slower++;
        const equal = quick.digest === naive.digest ? "" : "  OUTPUTS DIFFER";
        if (equal !== "") process.exitCode = 1;
        options.progress("");
        const figures = [quick.cpuSeconds, naive.cpuSeconds, ratio]
          .map((value) => value.toFixed(2).padStart(7))
          .join("");
        report.line(`${figures}  ${ptype} ${pattern}${ratio > SLOWER ? "  SLOWER" : ""}${equal}`);
      }
    } finally {
      place.remove();
    }
  }
  report.line("");
  report.line(`${slower} slower by more than ${Math.round((SLOWER - 1) * 100)} %`);
}

async function inTurns(options: MeasuringOptions, workplace: Workplace): Promise<[RunResult, RunResult]> {
  const best: (RunResult | undefined)[] = [undefined, undefined];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, more] of [[], ["--noprefilter"]].entries()) {
      const result = await run(options.evcorr, { ...workplace, options: [...workplace.options, ...more] });
      if (result.cpuSeconds < (best[index]?.cpuSeconds ?? Number.POSITIVE_INFINITY)) best[index] = result;
    }
  }
  return best as [RunResult, RunResult];
}
