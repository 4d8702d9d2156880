import type { TruthPattern } from "../../patterns/pattern.js";
import type { PatternSyntax } from "./syntax.js";

export const tvalue: PatternSyntax<TruthPattern> = ({ base, text }, { problems }) => {
  const value = text.text.toLowerCase();
  if (value === "true" || value === "false") return { ...base, value: value === "true" } as TruthPattern;
  problems.report("invalid-truth-value", text.span(), text.text);
  return null;
};
