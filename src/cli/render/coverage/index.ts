import type { CoveredFile } from "../../../analysis/coverage/index.js";
import { coverageToJson } from "./json.js";
import { coverageToLcov } from "./lcov.js";
import { coverageToText } from "./text.js";

/** How coverage can be written. */
export const COVERAGE_FORMATS = {
  text: coverageToText,
  json: coverageToJson,
  info: coverageToLcov,
} as const satisfies Readonly<Record<string, (files: readonly CoveredFile[]) => string>>;
export type CoverageFormat = keyof typeof COVERAGE_FORMATS;

const BY_ENDING: Readonly<Record<string, CoverageFormat>> = { ".txt": "text", ".json": "json", ".info": "info" };
export const COVERAGE_ENDINGS = Object.keys(BY_ENDING);

export function coverageFormatOf(name: string): CoverageFormat | null {
  return BY_ENDING[/\.[a-z]+$/.exec(name)?.[0] ?? ""] ?? null;
}
