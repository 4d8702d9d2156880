/** How the result of Perl code becomes the value of an action list variable (eval, call, lcall). */
import { type PerlOutcome, type PerlResult, type PerlValue, textOf } from "../../perl/host.js";
import type { Run } from "./run.js";

/**
 * Several values are joined by newlines, none is undef; after a failure nothing changes.
 * Only eval keeps a code reference: of what call and lcall return, the reference keeps the text.
 */
export function assignResult(
  action: "eval" | "call" | "lcall",
  variable: string,
  outcome: PerlOutcome<readonly PerlResult[]> | undefined,
  run: Run,
): void {
  if (outcome?.ok !== true) {
    run.warn(`${action}: ${outcome?.message ?? "there is no Perl"}`);
    return;
  }
  const values = outcome.value;
  if (values.length > 1) run.assign(variable, values.map(textOf).join("\n"));
  else run.assign(variable, action === "eval" ? scalar(values[0]) : textOrUndefined(values[0]));
}

function scalar(value: PerlResult): PerlValue {
  return typeof value === "object" && value.kind === "hash" ? value.text : value;
}

function textOrUndefined(value: PerlResult): string | undefined {
  return value === undefined ? undefined : textOf(value);
}
