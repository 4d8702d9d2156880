import type { PerlFuncPattern } from "../../patterns/pattern.js";
import { compilePerlFunction } from "../perl-function.js";
import type { PatternSyntax } from "./syntax.js";

export const perlFunc: PatternSyntax<PerlFuncPattern> = ({ base, text }, { compilers, problems }) => {
  const compiled = compilePerlFunction(text, text.text, compilers, problems);
  return compiled === null ? null : ({ ...base, code: compiled.code } as PerlFuncPattern);
};
