import { Template } from "../../base/template.js";
import type { CompiledRegExp } from "../../regexp/index.js";
import type { PatternEnvironment, PatternSource, PatternSyntax } from "./syntax.js";

/** An expression with match variables is compiled only when their values are known. */
export const regExp: PatternSyntax<"RegExp"> = (source, environment) => {
  const template = new Template(source.text.text);
  if (source.bound && template.hasMatchVariables) return { template, regexp: null };
  const regexp = compile(source, environment);
  return regexp === null ? null : { template, regexp };
};

/** Our own translation where it is exact, Perl where it is not; Perl also has the last word on what is invalid. */
function compile({ text }: PatternSource, { compilers, problems }: PatternEnvironment): CompiledRegExp | null {
  const compiled = compilers.regexp(text.text);
  if (compiled.kind === "compiled") return compiled.regexp;
  const inPerl = compilers.perl?.compileRegExp(text.text);
  if (inPerl?.ok === true) return inPerl.value;
  const at = Math.min(compiled.offset, text.text.length - 1);
  if (compiled.kind === "invalid") problems.report("invalid-regexp", text.span(at), compiled.message);
  else if (inPerl === undefined || inPerl.needsPerl !== undefined)
    problems.report("regexp-needs-perl", text.span(at), compiled.feature);
  else problems.report("invalid-regexp", text.span(at), inPerl.message);
  return null;
}
