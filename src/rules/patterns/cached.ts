import type { PatternSyntax } from "./syntax.js";

export const cached: PatternSyntax<"Cached"> = ({ text }, { problems }) => {
  if (/^[A-Za-z][A-Za-z0-9_]*$/.test(text.text)) return { entry: text.text };
  problems.report("invalid-entry-name", text.span(), text.text);
  return null;
};
