import { differencesOf } from "./differences.js";
import { type CaseVerdict, isFailure, type Report } from "./report.js";

/** For people: failures with their differences, and how many passed. */
export function makeTextReport(verbose: boolean): Report {
  return {
    begin: () => "",
    ofCase: (verdict) => textOf(verdict, verbose),
    end: (verdicts) => {
      const failed = verdicts.filter(isFailure).length;
      return `${verdicts.length - failed} passed, ${failed} failed\n`;
    },
  };
}

function textOf({ path, verdict }: CaseVerdict, verbose: boolean): string {
  if (verdict.kind === "broken") return `FAIL ${path}\n  cannot be run: ${verdict.message}\n`;
  const { result } = verdict;
  const kept = result.workingDirectory === null ? "" : `${path}: ${result.workingDirectory}\n`;
  if (verdict.kind !== "failed") {
    return verbose ? `${kept}${verdict.kind === "recorded" ? "recorded" : "ok"} ${path}\n` : kept;
  }
  const lines = [`FAIL ${path}`, ...differencesOf(result).map((line) => (line.startsWith("  ") ? line : `  ${line}`))];
  if (verbose) lines.push("  log:", ...result.log.split("\n").map((line) => `    ${line}`));
  return `${kept}${lines.join("\n")}\n`;
}
