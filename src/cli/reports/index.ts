import { makeJUnitReport } from "./junit.js";
import type { Report } from "./report.js";
import { makeTapReport } from "./tap.js";
import { makeTextReport, type TextReportOptions } from "./text.js";

export { type CaseVerdict, isFailure, type Report, type Verdict } from "./report.js";

/** How results of cases can be shown. */
export const REPORTS = {
  text: (options: TextReportOptions) => makeTextReport(options),
  tap: () => makeTapReport(),
  junit: () => makeJUnitReport(),
} as const satisfies Readonly<Record<string, (options: TextReportOptions) => Report>>;
export type Format = keyof typeof REPORTS;

export function isFormat(name: string): name is Format {
  return Object.hasOwn(REPORTS, name);
}
