import type { Span } from "../../base/source.js";
import type { Rule } from "../../rules/ast.js";
import type { Facts } from "./facts.js";

/** What a lint has found: something that loads and runs, and is probably not what was meant. */
export interface Finding {
  /** The rule whose remarks may silence it. */
  readonly rule: Rule;
  readonly span: Span;
  /** What is so, one sentence. */
  readonly message: string;
  /** What to do, one sentence. */
  readonly hint: string;
}

/** One lint. Its name is its place in the table of index.ts; docs/lints.md explains it. */
export type Lint = (facts: Facts) => Iterable<Finding>;
