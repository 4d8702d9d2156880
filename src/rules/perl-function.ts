import type { SourceText } from "../base/source.js";
import type { PerlFunction } from "./ast.js";
import type { Compilers } from "./compilers.js";
import type { Problems } from "./diagnostics.js";

/** Why a program that is run later cannot be; null: it can, as far as is known. */
export function lackingForProgram(program: string, { perl }: Compilers): string | null {
  return perl === null ? "it is not compiled" : (perl.lackingFor?.(program) ?? null);
}

/**
 * Compiles a function given in a rule; `source` is its code without masks. Null, with a
 * message, when that fails or there is no Perl.
 */
export function compilePerlFunction(
  text: SourceText,
  source: string,
  compilers: Compilers,
  problems: Problems,
): PerlFunction | null {
  if (compilers.perl === null) {
    problems.report("code-needs-perl", text.span(), "it is not compiled");
    return null;
  }
  const compiled = compilers.perl.compileFunction(source);
  if (compiled.ok) return { source, code: compiled.value, span: text.span() };
  if (compiled.needsPerl !== undefined) problems.report("code-needs-perl", text.span(), compiled.needsPerl);
  else problems.report("invalid-perl", text.span(), compiled.message);
  return null;
}
