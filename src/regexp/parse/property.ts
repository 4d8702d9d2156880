import type { ByteSet } from "../byte-set.js";
import { propertySet } from "../properties.js";
import type { Parser } from "./parser.js";

/** `\pL`, `\p{Name}`, `\p{^Name}`, `\P...`: Unicode rules. Null when the name is not in our tables. */
export function readProperty(parser: Parser): ByteSet | null {
  const start = parser.at;
  let negative = parser.source[start + 1] === "P";
  let name = parser.source[start + 2];
  parser.at += 3;
  if (name === undefined) return parser.invalid("a property is not named", start);
  if (name === "{") {
    const close = parser.source.indexOf("}", start);
    if (close < 0) return parser.invalid("a brace is not closed", start + 2);
    name = parser.source.slice(start + 3, close).trim();
    parser.at = close + 1;
    if (name.startsWith("^")) {
      negative = !negative;
      name = name.slice(1);
    }
    if (name.trim() === "") return parser.invalid("a property is not named", start);
  } else if (!/[A-Za-z]/.test(name)) {
    return parser.invalid("a property is not named", start);
  }
  const set = propertySet(name, parser.modifiers.ignoreCase);
  parser.needUnicodeRules();
  return set === null || !negative ? set : set.complement();
}
