import type { CachedPattern } from "../../patterns/pattern.js";
import type { PatternSyntax } from "./syntax.js";

export const cached: PatternSyntax<CachedPattern> = ({ base, text }, { problems }) => {
  if (/^[A-Za-z][A-Za-z0-9_]*$/.test(text.text)) return { ...base, entry: text.text } as CachedPattern;
  problems.report("invalid-entry-name", text.span(), text.text);
  return null;
};
