import { COLOUR, type Paint, PLAIN } from "../render/diagnostics.js";
import { differencesOf } from "./differences.js";
import { type CaseVerdict, isFailure, type Report } from "./report.js";

export interface TextReportOptions {
  /** Name every case, show the logs of those that fail. */
  readonly verbose: boolean;
  readonly colour: boolean;
}

/** For people: failures with their differences, and how many passed. */
export function makeTextReport({ verbose, colour }: TextReportOptions): Report {
  const paint = colour ? COLOUR : PLAIN;
  return {
    begin: () => "",
    ofCase: (verdict) => textOf(verdict, verbose, paint),
    end: (verdicts) => {
      const failed = verdicts.filter(isFailure).length;
      const recorded = verdicts.filter(({ verdict }) => verdict.kind === "recorded").length;
      const good = recorded > 0 ? `${recorded} recorded` : `${verdicts.length - failed} passed`;
      return `${good}, ${failed} failed\n`;
    },
  };
}

function textOf({ path, verdict }: CaseVerdict, verbose: boolean, paint: Paint): string {
  const head = paint(`FAIL ${path}`, "bold");
  if (verdict.kind === "broken") return `${head}\n  cannot be run: ${verdict.message}\n`;
  const { result } = verdict;
  const kept = result.workingDirectory === null ? "" : `${path}: ${result.workingDirectory}\n`;
  if (verdict.kind !== "failed") {
    return verbose ? `${kept}${verdict.kind === "recorded" ? "recorded" : "ok"} ${path}\n` : kept;
  }
  const lines = [head, ...differencesOf(result, paint).map(indented)];
  if (verbose) lines.push("  log:", ...result.log.split("\n").map((line) => `    ${line}`));
  return `${kept}${lines.join("\n")}\n`;
}

/** Names of outputs stand as far in as their lines. */
function indented(line: string): string {
  return /^(?:\u001b\[\d+m)? {2}/.test(line) ? line : `  ${line}`;
}
