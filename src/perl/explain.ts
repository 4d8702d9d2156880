/** Where a snippet would run, without running it. */
import { compilePerl, type PerlCompilation } from "./compile/index.js";

export interface Explanation {
  readonly runsIn: "javascript" | "perl";
  /** Why it does not run as JavaScript. */
  readonly reason: string | null;
  readonly offset: number;
  /** It names package variables, which live where the last snippet that might know them runs. */
  readonly usesGlobals: boolean;
}

/** `isFunction`: it is to yield a function that is called later (PerlFunc, `->`, `:>`). */
export function explainPerl(source: string, isFunction: boolean): Explanation {
  return explanationOf(compilePerl(source), isFunction);
}

export function explanationOf(compilation: PerlCompilation, isFunction: boolean): Explanation {
  if (compilation.kind === "unsupported") {
    return { runsIn: "perl", reason: compilation.feature, offset: compilation.offset, usesGlobals: true };
  }
  const usesGlobals = compilation.globals.length > 0;
  // Such functions could not be made anew in the real Perl, should the variables move there.
  if (usesGlobals && !compilation.isPlainSub && (isFunction || compilation.hasSubs)) {
    return { runsIn: "perl", reason: "package variables beside a sub", offset: 0, usesGlobals };
  }
  return { runsIn: "javascript", reason: null, offset: 0, usesGlobals };
}

/** A program that holds match variables is another one each time: numbers are a guess. */
export function withoutMatchVariables(program: string): string {
  return program.replace(/[$](?:[0-9]+|[+:]\{[^}]*\})/g, "1");
}
