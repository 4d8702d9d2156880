import type { SourceText } from "../base/source.js";

/** The words of a text: what stands between white space. */
export function wordsOf(text: SourceText): SourceText[] {
  return [...text.text.matchAll(/[^ \t\r\f\v\n]+/g)].map((found) =>
    text.slice(found.index, found.index + found[0].length),
  );
}
