/**
 * The interface to Perl code (manual: PERL INTEGRATION). The engine and the rule
 * loader know only this; who runs the code is decided elsewhere.
 */
import type { MatchVariables } from "../base/match-variables.js";
import type { CompiledRegExp } from "../regexp/index.js";

/** A Perl code reference, kept alive by its host under a handle. */
export interface CodeReference {
  readonly kind: "code";
  readonly handle: number;
  /** What Perl prints for it, e.g. `CODE(0x55d0c8a3e0f8)`. */
  readonly text: string;
}

/** What an action list variable can hold: a string (numbers as Perl prints them), undef, or a code reference. */
export type PerlValue = string | undefined | CodeReference;

/** A value that a function returned. Other references than code arrive as the text that Perl prints for them. */
export type PerlResult = PerlValue | HashReference;

/** A reference to a hash, as PerlFunc patterns return it to set match variables. */
export interface HashReference {
  readonly kind: "hash";
  readonly entries: readonly (readonly [string, PerlValue])[];
  readonly text: string;
}

/**
 * A parameter: a scalar, or a reference to a pattern match cache entry (the `:>`
 * operator). The entry is passed by reference: what the code changes in the hash is
 * changed in the entry when the call returns.
 */
export type PerlArgument =
  | PerlValue
  | { readonly kind: "entry"; readonly entry: MatchVariables }
  /** A reference to a list of strings (event group patterns). */
  | { readonly kind: "list"; readonly values: readonly string[] };

export type PerlContext = "list" | "scalar";

export type PerlOutcome<Value> =
  | { readonly ok: true; readonly value: Value }
  /** Compile-time or run-time error; `message` as Perl words it, without the trailing newline. */
  | {
      readonly ok: false;
      readonly message: string;
      /** Why only a perl could run it; there is none on the machine. */
      readonly needsPerl?: string;
    };

/** All calls are synchronous: when they return, the code has run. */
export interface PerlHost {
  /** Evaluates `source` once in scalar context; the value must be a code reference (else: failure). */
  compileFunction(source: string): PerlOutcome<CodeReference>;
  /** Calls a function. In scalar context the list has exactly one value. */
  call(
    code: CodeReference,
    parameters: readonly PerlArgument[],
    context: PerlContext,
  ): PerlOutcome<readonly PerlResult[]>;
  /** Compiles and runs a miniprogram in the package main::SEC. In scalar context the list has exactly one value. */
  evaluate(source: string, context: PerlContext): PerlOutcome<readonly PerlResult[]>;
  /** A regular expression that only Perl can run; failure when Perl rejects it. */
  compileRegExp(source: string): PerlOutcome<CompiledRegExp>;
  /** Why a program cannot be run here, for want of a perl; null: it can. Match variables in it are not known yet. */
  lackingFor?(program: string): string | null;
  /** A new input event begins: references to pattern match cache entries of earlier events are over. */
  forgetEntries(): void;
}

/** True in Perl's boolean context. */
export function isTrue(value: PerlResult): boolean {
  return value !== undefined && value !== "" && value !== "0";
}

/** The value as a string; undef is the empty string. */
export function textOf(value: PerlResult): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : value.text;
}
