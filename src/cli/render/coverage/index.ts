import type { CoveredFile } from "../../../analysis/coverage/index.js";
import { coverageToJson } from "./json.js";
import { coverageToLcov } from "./lcov.js";
import { coverageToText } from "./text.js";

/** How coverage can be written, by the ending of the file's name. */
export const COVERAGE_FORMATS = {
  text: coverageToText,
  json: coverageToJson,
  info: coverageToLcov,
} as const satisfies Readonly<Record<string, (files: readonly CoveredFile[]) => string>>;
export type CoverageFormat = keyof typeof COVERAGE_FORMATS;

/** Endings of names and what they mean; other texts may be called .txt. */
export function coverageFormatOf(name: string): CoverageFormat | null {
  const ending = /\.([a-z]+)$/.exec(name)?.[1] ?? "";
  if (ending === "txt") return "text";
  return Object.hasOwn(COVERAGE_FORMATS, ending) ? (ending as CoverageFormat) : null;
}
