/** Variable maps: `varmap=entry; name=number; ...` (manual: PATTERNS, RegExp). */
import type { SourceText } from "../base/source.js";
import type { VariableMap } from "../patterns/pattern.js";
import type { Problems } from "./diagnostics.js";
import { splitOutside } from "./parentheses.js";

const MAPPING = /^([A-Za-z][A-Za-z0-9_]*)[ \t]*=[ \t]*([0-9]+)$/;
const ENTRY = /^[A-Za-z][A-Za-z0-9_]*$/;

export function parseVariableMap(text: SourceText, problems: Problems): VariableMap | null {
  const parts = splitOutside(text, ";").map((part) => part.trim());
  if (parts.length > 1 && parts.at(-1)?.text === "") parts.pop();
  const variables: { name: string; group: number }[] = [];
  const cacheEntries: string[] = [];
  for (const part of parts) {
    const mapping = MAPPING.exec(part.text);
    if (mapping !== null) variables.push({ name: mapping[1] as string, group: Number(mapping[2]) });
    else if (ENTRY.test(part.text)) cacheEntries.push(part.text);
    else {
      problems.report("invalid-varmap", part.span(), part.text);
      return null;
    }
  }
  return { variables, cacheEntries };
}
