import type { Facts } from "./facts.js";

/** Perl code may create, look up and delete contexts by way of this hash. */
export function touchesContextsInPerl(facts: Facts): boolean {
  return facts.perlCode.includes("context_list");
}
