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

export function explainPerl(source: string): Explanation {
  return explanationOf(compilePerl(source));
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
