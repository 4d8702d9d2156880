/**
 * Diagnostics as SARIF 2.1.0, which code hosts show beside the lines that they are about. It
 * has what they demand beyond the standard: descriptions of all rules, a region of every result.
 */
import { posix } from "node:path";
import { isLintId, LINT_SUMMARIES } from "../../analysis/lints/index.js";
import type { Diagnostic } from "../../base/diagnostic.js";
import { positionOf, type SourceFile, type Span } from "../../base/source.js";
import { CATALOGUE, type DiagnosticId } from "../../rules/index.js";
import { VERSION } from "../../runtime/version.js";

export function toSarif(diagnostics: readonly Diagnostic[]): string {
  const ids = [...new Set(diagnostics.map(({ id }) => id))].sort();
  const severities = new Map(diagnostics.map(({ id, severity }) => [id, severity]));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "evcorr",
            version: VERSION,
            rules: ids.map((id) => ruleOf(id, severities.get(id) ?? "warning")),
          },
        },
        columnKind: "utf16CodeUnits",
        results: diagnostics.map((diagnostic) => resultOf(diagnostic, ids.indexOf(diagnostic.id))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf(id: string, level: Diagnostic["severity"]) {
  const summary = `${summaryOf(id)}.`;
  const page = isLintId(id) ? "docs/lints.md" : "docs/diagnostics.md";
  const silence = isLintId(id) ? ` A remark above the rule silences it: # evcorr: ignore ${id}` : "";
  return {
    id,
    name: id.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: summary },
    fullDescription: { text: summary },
    help: { text: `${page} of evcorr explains ${id}.${silence}` },
    defaultConfiguration: { level },
  };
}

/** Of a fault, its message without the values. */
function summaryOf(id: string): string {
  if (isLintId(id)) return LINT_SUMMARIES[id];
  const message: (...values: string[]) => string = CATALOGUE[id as DiagnosticId].message;
  return message(...Array.from({ length: message.length }, () => "..."));
}

function resultOf({ id, severity, message, hint, span, file }: Diagnostic, ruleIndex: number) {
  const words = hint === null ? `${message}.` : `${message}. Hint: ${hint}.`;
  return {
    ruleId: id,
    ruleIndex,
    level: severity,
    message: { text: decoded(words) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: span === null ? WHOLE_FILE : regionOf(span),
        },
      },
    ],
  };
}

/** A file that cannot be read has no lines, but hosts show no result without a region. */
const WHOLE_FILE = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

function regionOf({ file, start, end }: Span) {
  return {
    startLine: positionOf(file, start).line,
    startColumn: columnOf(file, start),
    endLine: positionOf(file, end).line,
    endColumn: columnOf(file, end),
    snippet: { text: decoded(file.text.slice(start, end)) },
  };
}

/** In units of UTF-16, as columnKind says; texts hold bytes. */
function columnOf(file: SourceFile, offset: number): number {
  const { column } = positionOf(file, offset);
  return decoded(file.text.slice(offset - column + 1, offset)).length + 1;
}

function decoded(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** A relative name stays one, so that it is found in a checkout. Names are bytes, as URIs are. */
function uriOf(file: string): string {
  const encoded = posix
    .normalize(file)
    .replace(/[^\w.~/-]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
  return file.startsWith("/") ? `file://${encoded}` : encoded;
}
