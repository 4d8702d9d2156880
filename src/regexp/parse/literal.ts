import type { Node } from "../ast.js";
import { ByteSet } from "../byte-set.js";
import { SHARP_S, withBothCases } from "../character-rules.js";
import type { Parser } from "./parser.js";

/** One character that stands for itself, up to the cursor. Codes above 255 match nothing. */
export function literal(parser: Parser, code: number, start: number): Node {
  const extent = { start, end: parser.at };
  const { ignoreCase, rules } = parser.modifiers;
  if (code > 255) parser.needWideCharacters();
  if (ignoreCase && rules !== "native") {
    const isSharpS = code === SHARP_S && rules !== "ascii-restricted";
    if (code > 255 || isSharpS || parser.mayFoldToSharpS(code)) {
      return { kind: "untranslatable", feature: "a character that has several other cases", ...extent };
    }
  }
  const set = ByteSet.single(code);
  return { kind: "characters", set: ignoreCase ? withBothCases(set, rules) : set, isWide: code > 255, ...extent };
}
