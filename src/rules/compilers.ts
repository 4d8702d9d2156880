import type { PerlHost } from "../perl/host.js";
import type { CompileRegExp } from "../regexp/index.js";

/** What turns the foreign languages in rules into something that runs, and the limits that rules must keep. */
export interface Compilers {
  readonly regexp: CompileRegExp;
  /** Null: there is no Perl; rules that need it are rejected. */
  readonly perl: PerlHost | null;
  /** --bufsize; 0: no limit for the number of lines of a pattern. */
  readonly bufsize: number;
}
