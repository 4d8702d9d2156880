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
  // Of two parts with one name the last counts, whether it maps a variable or names an entry.
  const groups = new Map<string, number | null>();
  for (const part of parts) {
    const mapping = MAPPING.exec(part.text);
    if (mapping !== null) groups.set(mapping[1] as string, Number(mapping[2]));
    else if (ENTRY.test(part.text)) groups.set(part.text, null);
    else {
      problems.report("invalid-varmap", part.span(), part.text);
      return null;
    }
  }
  const variables = [...groups].flatMap(([name, group]) => (group === null ? [] : [{ name, group }]));
  const cacheEntries = [...groups].flatMap(([name, group]) => (group === null ? [name] : []));
  return { variables, cacheEntries };
}
