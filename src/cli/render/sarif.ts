/** Diagnostics as SARIF 2.1.0, which code hosts show beside the lines that they are about. */
import type { Diagnostic } from "../../base/diagnostic.js";
import { positionOf } from "../../base/source.js";
import { VERSION } from "../../runtime/version.js";

export function toSarif(diagnostics: readonly Diagnostic[]): string {
  const ids = [...new Set(diagnostics.map(({ id }) => id))].sort();
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "evcorr", version: VERSION, rules: ids.map((id) => ({ id })) } },
        columnKind: "utf16CodeUnits",
        results: diagnostics.map((diagnostic) => resultOf(diagnostic, ids.indexOf(diagnostic.id))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function resultOf({ id, severity, message, hint, span, file }: Diagnostic, ruleIndex: number) {
  const words = hint === null ? `${message}.` : `${message}. Hint: ${hint}.`;
  const start = span === null ? null : positionOf(span.file, span.start);
  const end = span === null ? null : positionOf(span.file, span.end);
  const region =
    start === null || end === null
      ? {}
      : {
          region: {
            startLine: start.line,
            startColumn: start.column,
            endLine: end.line,
            endColumn: end.column,
          },
        };
  return {
    ruleId: id,
    ruleIndex,
    level: severity,
    message: { text: Buffer.from(words, "latin1").toString("utf8") },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...region } }],
  };
}

/** A relative name stays one, so that it is found in a checkout. */
function uriOf(file: string): string {
  const encoded = Buffer.from(file, "latin1").toString("utf8").split("/").map(encodeURIComponent).join("/");
  return file.startsWith("/") ? `file://${encoded}` : encoded;
}
