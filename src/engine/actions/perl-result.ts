/** How the result of Perl code becomes the value of an action list variable (eval, call, lcall). */
import { type PerlOutcome, type PerlResult, type PerlValue, textOf } from "../../perl/host.js";
import type { Run } from "./run.js";

/** One value is kept as it is, several are joined by newlines, none is undef; after a failure nothing changes. */
export function assignResult(
  action: string,
  variable: string,
  outcome: PerlOutcome<readonly PerlResult[]> | undefined,
  run: Run,
): void {
  if (outcome?.ok !== true) {
    run.warn(`${action}: ${outcome?.message ?? "there is no Perl"}`);
    return;
  }
  const values = outcome.value;
  run.assign(variable, values.length <= 1 ? scalar(values[0]) : values.map(textOf).join("\n"));
}

function scalar(value: PerlResult): PerlValue {
  return typeof value === "object" && value.kind === "hash" ? value.text : value;
}
