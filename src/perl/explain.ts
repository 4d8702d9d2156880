/** Where a snippet would run, without running it. */
import { type CompiledPerl, compilePerl, type PerlCompilation } from "./compile/index.js";

export interface Explanation {
  readonly runsIn: "javascript" | "perl";
  /** Why it does not run as JavaScript. */
  readonly reason: string | null;
  readonly offset: number;
  /** It names package variables, which live where the last snippet that might know them runs. */
  readonly usesGlobals: boolean;
}

export interface FullExplanation extends Explanation {
  /** It sets `$SIG{__WARN__}` or `$SIG{__DIE__}`, which see what happens in all code: then all of it runs in Perl. */
  readonly setsHandlers: boolean;
}

export function explainPerl(source: string): FullExplanation {
  return { ...explanationOf(compilePerl(source)), setsHandlers: setsHandlers(source) };
}

/** Handlers that are `local` are for what their own code calls. */
export function setsHandlers(source: string): boolean {
  return /__(?:WARN|DIE)__/.test(source.replace(/\blocal[\s(]*[$@]SIG\s*\{[^}]*\}/g, ""));
}

/** Code in files, which may set such handlers. */
export function loadsModules(source: string): boolean {
  return /\b(?:require|use|do)\b/.test(source);
}

export function explanationOf(compilation: PerlCompilation): Explanation {
  if (compilation.kind === "unsupported") {
    return { runsIn: "perl", reason: compilation.feature, offset: compilation.offset, usesGlobals: true };
  }
  const usesGlobals = compilation.globals.length > 0;
  if (usesGlobals && !compilation.isPlainSub && compilation.immovable !== null) {
    return { runsIn: "perl", reason: compilation.immovable, offset: 0, usesGlobals };
  }
  return { runsIn: "javascript", reason: null, offset: 0, usesGlobals };
}

/** A program that holds match variables is another one each time: numbers are a guess. */
export function withoutMatchVariables(program: string): string {
  return program.replace(/[$](?:[0-9]+|[+:]\{[^}]*\})/g, "1");
}

/** No function that lives on has been made of it, so Perl can take it over at any time. */
export function canMoveAlone(compiled: CompiledPerl): boolean {
  return compiled.isPlainSub || !compiled.hasSubs;
}
