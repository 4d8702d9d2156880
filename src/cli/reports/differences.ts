import type { CaseResult } from "../../runtime/case.js";
import { type Paint, PLAIN } from "../render/diagnostics.js";
import { renderDifference } from "../render/difference.js";

/** Every output that is not as expected, line by line. */
export function differencesOf(result: CaseResult, paint: Paint = PLAIN): string[] {
  return result.differences.flatMap((name) => [
    `${name} (- expected, + what came out):`,
    ...renderDifference(result.expected.get(name), result.actual.get(name), paint),
  ]);
}
