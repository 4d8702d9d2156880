/** Whether one pattern matches whatever another one does; "no" also when that cannot be said. */
import { isBound } from "../../patterns/index.js";
import type { Pattern } from "../../patterns/pattern.js";
import type { Condition } from "../../rules/ast.js";
import { SPECIAL_CHARACTERS } from "../regexp-text.js";

/** `wide` and its context: whether every event that meets `narrow` meets `wide` (which has no context). */
export function includesPattern(wide: Condition | undefined, narrow: Condition): boolean {
  if (wide === undefined) return false;
  const a = wide.pattern;
  const b = narrow.pattern;
  if (takesEverything(a)) return true;
  if (a.lines !== b.lines) return false;
  if (a.type === b.type && a.source === b.source) return !/PerlFunc$/.test(a.type) && !isBound(b);
  if (a.type !== "SubStr") return false;
  // The string is found in every line in which a longer one is.
  if (b.type === "SubStr") return !b.bound && b.source.includes(a.source);
  return b.type === "RegExp" && b.regexp !== null && isLiteral(b.source) && b.source.includes(a.source);
}

/** Matches every line, whatever it holds. */
function takesEverything(pattern: Pattern): boolean {
  if (pattern.type === "TValue") return pattern.value;
  if (pattern.type !== "RegExp" || pattern.regexp === null || pattern.lines > 1) return false;
  return /^\^?(?:\.\*\??|\(\.\*\??\))?\$?$/.test(pattern.source);
}

function isLiteral(source: string): boolean {
  return !SPECIAL_CHARACTERS.test(source);
}
