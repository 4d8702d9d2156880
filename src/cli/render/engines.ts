/** Where a rule's code runs, for people and for tools. */
import type { PlacedCode } from "../../analysis/engines.js";
import { positionOf } from "../../base/source.js";

export function renderCode({ what, span, engine, why }: PlacedCode): string {
  const { line, column } = positionOf(span.file, span.start);
  const where = engine === "later" ? "is compiled when it is used" : `runs in ${engine}`;
  return `${span.file.name}:${line}:${column}: ${what} ${where}${why === null ? "" : `: ${why}`}`;
}

/** The same keys as diagnostics have, and those of its own. */
export function codeToJson({ what, span, engine, why }: PlacedCode): string {
  const start = positionOf(span.file, span.start);
  const end = positionOf(span.file, span.end);
  return JSON.stringify({
    file: span.file.name,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    severity: "note",
    id: "engine",
    what,
    engine,
    why,
  });
}
