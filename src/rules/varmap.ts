/** Variable maps: `varmap=entry; name=number; ...` (manual: PATTERNS, RegExp). */
import type { SourceText } from "../base/source.js";
import type { VariableMap } from "../patterns/pattern.js";
import type { Problems } from "./diagnostics.js";
import { splitList } from "./split-list.js";
import { numberOf } from "./words.js";

const PART = /^([A-Za-z][A-Za-z0-9_]*)(?:[ \t\r\f\v]*=[ \t\r\f\v]*([0-9]+))?$/;

/** Null, with a message for each part that is wrong: the rule is to be rejected. */
export function parseVariableMap(text: SourceText, problems: Problems): VariableMap | null {
  // Of two parts with one name the last counts, whether it maps a variable or names an entry.
  const groups = new Map<string, number | null>();
  let valid = true;
  for (const part of splitList(text, ";")) {
    const parts = PART.exec(part.text);
    if (parts === null) {
      problems.report("invalid-varmap", part.span(), part.text);
      valid = false;
      continue;
    }
    groups.set(parts[1] as string, parts[2] === undefined ? null : numberOf(parts[2]));
  }
  if (!valid) return null;
  const variables = [...groups].flatMap(([name, group]) => (group === null ? [] : [{ name, group }]));
  const cacheEntries = [...groups].flatMap(([name, group]) => (group === null ? [name] : []));
  return { variables, cacheEntries };
}
