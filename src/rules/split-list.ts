import type { SourceText } from "../base/source.js";
import { splitOutside } from "./parentheses.js";

/** The parts of a list without the white space around them; empty parts at its end do not count. */
export function splitList(text: SourceText, separator: string): SourceText[] {
  const parts = splitOutside(text, separator).map((part) => part.trim());
  while (parts.at(-1)?.text === "") parts.pop();
  return parts;
}
