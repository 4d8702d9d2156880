import { differencesOf } from "./differences.js";
import { type CaseVerdict, isFailure, type Report } from "./report.js";

/** Test Anything Protocol, version 14: differences are the diagnostics of a test point. */
export function makeTapReport(): Report {
  return {
    begin: (count) => `TAP version 14\n1..${count}\n`,
    ofCase: (verdict, number) => {
      const name = verdict.path.replace(/[\\#]/g, "\\$&");
      return `${isFailure(verdict) ? "not ok" : "ok"} ${number} - ${name}\n${diagnosticOf(verdict)}`;
    },
    end: () => "",
  };
}

function diagnosticOf({ verdict, milliseconds }: CaseVerdict): string {
  const lines = [`  duration_ms: ${milliseconds.toFixed(1)}`];
  if (verdict.kind === "broken") lines.push(`  message: ${JSON.stringify(verdict.message)}`);
  if (verdict.kind === "failed") {
    lines.push(`  message: ${JSON.stringify(`${verdict.result.differences.join(", ")} not as expected`)}`, "  diff: |");
    lines.push(...differencesOf(verdict.result).map((line) => `    ${line}`));
  }
  return ["  ---", ...lines, "  ...", ""].join("\n");
}
