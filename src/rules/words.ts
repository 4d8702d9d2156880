import type { SourceText } from "../base/source.js";

/** The words of a text: what stands between white space. */
export function wordsOf(text: SourceText): SourceText[] {
  return [...text.text.matchAll(/[^ \t\r\f\v\n]+/g)].map(({ index, 0: word }) =>
    text.slice(index, index + word.length),
  );
}

/** Digits as a number, at most the highest that is exact. */
export function numberOf(digits: string): number {
  return Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
}
