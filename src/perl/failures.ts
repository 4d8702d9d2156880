/** Why compiled code did not do what it was asked for, in words. */
import type { PerlOutcome } from "./host.js";
import { GiveUp } from "./runtime/values.js";

/** What an exception says that is neither Perl's nor a limit's. */
export function reasonOf(error: unknown): string {
  if (error instanceof GiveUp) return error.message;
  if (error instanceof RangeError) return "deep recursion, or a very long text";
  // A fault of the compiler is no reason to end evcorr. Its tests and fuzzers see it.
  return `a fault of evcorr, please report it: ${error}`;
}

/** There is no perl on the machine. */
export function needsPerl(reason: string): PerlOutcome<never> {
  return { ok: false, needsPerl: reason, message: `it needs Perl (${reason}), and there is none here` };
}
