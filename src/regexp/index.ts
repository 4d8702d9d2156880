/**
 * Perl regular expressions on V8. The stages:
 *
 *   parse.ts      the expression's text to a tree (ast.ts), modifiers applied, classes worked out to bytes
 *   exactness.ts  what V8 would match or capture differently is not translated: it goes to Perl
 *   generate.ts   the tree to V8's syntax
 *   compile.ts    the three together
 *
 * The face of this folder: everything else in the project sees only what is declared here.
 */

/** A successful match. `numbered[0]` is the matched text, `numbered[1]` is `$1`, and so on. */
export interface RegExpMatch {
  readonly numbered: (string | undefined)[];
  /** Values of the named groups (undefined where the group did not take part), null without named groups. */
  readonly named: Record<string, string | undefined> | null;
}

/** A Perl regular expression ready to run, on whichever engine. */
export interface CompiledRegExp {
  /** The expression as the rule's author wrote it. */
  readonly source: string;
  /** Which engine runs it. */
  readonly engine: "v8" | "perl";
  /** Matches one subject (one byte per character); null when it does not match. */
  match(subject: string): RegExpMatch | null;
  /** Whether it matches, for when no values are needed. */
  test(subject: string): boolean;
}

export type RegExpCompilation =
  | { readonly kind: "compiled"; readonly regexp: CompiledRegExp }
  /** Perl rejects it too. `offset` is the place of the fault in the source. */
  | { readonly kind: "invalid"; readonly message: string; readonly offset: number }
  /** Valid as far as we can tell, but not exactly expressible on V8: run it in Perl. */
  | { readonly kind: "unsupported"; readonly feature: string; readonly offset: number };

/** Compiles a Perl regular expression, as matched against byte strings without locale. */
export type CompileRegExp = (source: string) => RegExpCompilation;

export { compileRegExp } from "./compile.js";
