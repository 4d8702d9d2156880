import type { PatternSyntax } from "./syntax.js";

export const tvalue: PatternSyntax<"TValue"> = ({ text }, { problems }) => {
  const value = text.text.toLowerCase();
  if (value === "true" || value === "false") return { value: value === "true" };
  problems.report("invalid-truth-value", text.span(), text.text);
  return null;
};
