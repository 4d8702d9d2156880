import { compilePerlFunction } from "../perl-function.js";
import type { PatternSyntax } from "./syntax.js";

export const perlFunc: PatternSyntax<"PerlFunc"> = ({ text }, { compilers, problems }) =>
  compilePerlFunction(text, text.text, compilers, problems);
