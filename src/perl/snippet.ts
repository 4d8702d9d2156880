/** What the router keeps of a snippet, and what it hands to the engine. */
import type { CompiledPerl } from "./compile/index.js";
import type { CodeReference, HashReference, PerlOutcome, PerlValue } from "./host.js";
import type { Body, Code, Place } from "./runtime/values.js";

export interface Snippet {
  readonly source: string;
  readonly place: Place;
  readonly compiled: CompiledPerl | null;
  readonly reason: string | null;
  readonly offset: number;
  program: ((want: 0 | 1) => unknown) | null;
  /** It once gave up when it was too late to run that call in Perl: later calls do. */
  isLeft: boolean;
  /** So many more times, when the real Perl has run it, it is asked whether handlers have been set. */
  looksAtHandlers: number;
}

/** A function of compiled code, as the engine holds it. */
export class CompiledFunction implements CodeReference {
  readonly kind = "code";
  readonly handle = 0;
  readonly text: string;
  readonly code: Code;
  readonly body: Body;
  readonly snippet: Snippet;
  /** The router's count of changes when it was found to run here. */
  checkedAt = 0;
  /** The same function in the real Perl, once it was needed. */
  twin: PerlOutcome<CodeReference> | null = null;

  constructor(code: Code, snippet: Snippet, text: string) {
    this.code = code;
    this.body = code.body;
    this.snippet = snippet;
    this.text = text;
  }
}

/** Its text is rarely asked for. */
export class HashResult implements HashReference {
  readonly kind = "hash";
  readonly entries: readonly (readonly [string, PerlValue])[];
  private readonly textOf: () => string;

  constructor(entries: HashResult["entries"], text: () => string) {
    this.entries = entries;
    this.textOf = text;
  }

  get text(): string {
    return this.textOf();
  }
}
