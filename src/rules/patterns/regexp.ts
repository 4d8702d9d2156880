import { Template } from "../../base/template.js";
import type { RegExpPattern } from "../../patterns/pattern.js";
import type { CompiledRegExp } from "../../regexp/index.js";
import type { PatternEnvironment, PatternSource, PatternSyntax } from "./syntax.js";

export const regExp: PatternSyntax<RegExpPattern> = (source, environment) => {
  const template = new Template(source.text.text);
  const base = source.base as Omit<RegExpPattern, "template" | "regexp">;
  if (source.bound && template.hasMatchVariables) return { ...base, template, regexp: null };
  const regexp = compile(source, environment);
  return regexp === null ? null : { ...base, template, regexp };
};

/** Our own translation where it is exact, Perl where it is not; Perl also has the last word on what is invalid. */
function compile({ text }: PatternSource, { compilers, problems }: PatternEnvironment): CompiledRegExp | null {
  const compiled = compilers.regexp(text.text);
  if (compiled.kind === "compiled") return compiled.regexp;
  const inPerl = compilers.perl?.compileRegExp(text.text);
  if (inPerl?.ok === true) return inPerl.value;
  if (compiled.kind === "unsupported" && inPerl === undefined) {
    problems.report("regexp-needs-perl", text.span(compiled.offset), compiled.feature);
    return null;
  }
  const message = compiled.kind === "invalid" ? compiled.message : (inPerl?.message ?? "");
  problems.report("invalid-regexp", text.span(Math.min(compiled.offset, text.text.length - 1)), message);
  return null;
}
