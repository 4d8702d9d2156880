import type { CaseResult } from "../../runtime/case.js";

/** What became of a case. */
export type Verdict =
  | { readonly kind: "passed"; readonly result: CaseResult }
  | { readonly kind: "recorded"; readonly result: CaseResult }
  | { readonly kind: "failed"; readonly result: CaseResult }
  /** It could not be run. */
  | { readonly kind: "broken"; readonly message: string };

export interface CaseVerdict {
  readonly path: string;
  readonly verdict: Verdict;
  /** Real time that it took. */
  readonly milliseconds: number;
}

/** How results of cases are shown. Each part returns the text to write. */
export interface Report {
  begin(count: number): string;
  ofCase(verdict: CaseVerdict, number: number): string;
  end(verdicts: readonly CaseVerdict[]): string;
}

export function isFailure({ verdict }: CaseVerdict): boolean {
  return verdict.kind === "failed" || verdict.kind === "broken";
}
