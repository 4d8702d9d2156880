import type { Span } from "./source.js";

/**
 * `error`: what the reference counts as a fault, with --testonly; nearly always the rule is
 * rejected. `warning`: nothing is lost, but the author should look.
 */
export type Severity = "error" | "warning";

/**
 * Something that is wrong with a rule file, as a value with a place. How it looks
 * on a terminal or as JSON is the renderer's business.
 */
export interface Diagnostic {
  /** Stable name, e.g. `unknown-keyword`; documented in docs/diagnostics.md. */
  readonly id: string;
  readonly severity: Severity;
  /** What is wrong, one sentence without the place. */
  readonly message: string;
  /** What to do about it, one sentence, or null. */
  readonly hint: string | null;
  /** The offending text; null when the whole file is meant (it cannot be read, say). */
  readonly span: Span | null;
  /** The file's name; present also when there is no span. */
  readonly file: string;
}
