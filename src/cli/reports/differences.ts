import type { CaseResult } from "../../runtime/case.js";
import { renderDifference } from "../render/difference.js";

/** Every output that is not as expected, line by line. */
export function differencesOf(result: CaseResult): string[] {
  return result.differences.flatMap((name) => [
    `${name} (- expected, + what came out):`,
    ...renderDifference(result.expected.get(name), result.actual.get(name)),
  ]);
}
