/**
 * A multi-line string's lines as the actions add, fill, prepend and event take it apart:
 * empty lines at the end are dropped, and the empty string has no line at all.
 */
export function linesOf(text: string): string[] {
  if (!text.includes("\n")) return text === "" ? [] : [text];
  const lines = text.split("\n");
  while (lines.length > 0 && lines.at(-1) === "") lines.pop();
  return lines;
}
