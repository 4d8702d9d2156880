/** Diagnostics for people and for tools. */
import type { Diagnostic } from "../../base/diagnostic.js";
import { positionOf, type Span } from "../../base/source.js";

/** Longest part of a line that is shown. */
const SHOWN_MAX = 160;

export type Paint = (text: string, style: "bold" | "red" | "green" | "yellow" | "cyan") => string;

const CODES = { bold: 1, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
export const COLOUR: Paint = (text, style) => `\u001b[${CODES[style]}m${text}\u001b[0m`;
export const PLAIN: Paint = (text) => text;

/** Several lines: place and message, the line with the offending text underlined, the hint. */
export function renderDiagnostic(diagnostic: Diagnostic, paint: Paint): string {
  const { span, file, severity, message, hint, id } = diagnostic;
  const style = severity === "error" ? "red" : "yellow";
  const place = printable(span === null ? file : placeOf(span));
  const lines = [`${paint(place, "bold")}: ${paint(severity, style)}: ${printable(message)} [${id}]`];
  if (span !== null) lines.push(...excerpt(span, (text) => paint(text, style)));
  if (hint !== null) lines.push(`  ${paint("hint", "cyan")}: ${printable(hint)}`);
  return lines.join("\n");
}

function placeOf(span: Span): string {
  const { line, column } = positionOf(span.file, span.start);
  return `${span.file.name}:${line}:${column}`;
}

/** The line in which the span begins, and marks below its part of the span. */
function excerpt(span: Span, mark: (text: string) => string): string[] {
  const { text } = span.file;
  const lineStart = text.lastIndexOf("\n", span.start - 1) + 1;
  const newline = text.indexOf("\n", span.start);
  const lineEnd = newline < 0 ? text.length : newline;
  const from = span.start - lineStart > SHOWN_MAX / 2 ? span.start - SHOWN_MAX / 2 : lineStart;
  const shown = text.slice(from, Math.min(lineEnd, from + SHOWN_MAX));
  // Marks are counted in characters as shown: UTF-8 is several bytes.
  const before = printable(shown.slice(0, span.start - from)).replace(/[^\t]/gu, " ");
  const length = Math.max(1, [...printable(shown.slice(span.start - from, span.end - from))].length);
  return [`  | ${printable(shown)}`, `  | ${before}${mark("^".repeat(length))}`];
}

/** Bytes as text; what a terminal would obey is shown as dots. */
function printable(bytes: string): string {
  const text = Buffer.from(bytes, "latin1").toString("utf8");
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ".");
}

export function diagnosticToJson(diagnostic: Diagnostic): string {
  const { span, file, severity, message, hint, id } = diagnostic;
  const start = span === null ? null : positionOf(span.file, span.start);
  const end = span === null ? null : positionOf(span.file, span.end);
  return JSON.stringify({
    file: printable(file),
    line: start?.line ?? null,
    column: start?.column ?? null,
    endLine: end?.line ?? null,
    endColumn: end?.column ?? null,
    severity,
    id,
    message: printable(message),
    hint: hint === null ? null : printable(hint),
  });
}
