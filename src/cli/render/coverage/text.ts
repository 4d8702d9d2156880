/** Coverage for people: how much of each rule file, and what is left over. */
import {
  type CoveredFile,
  type CoveredItem,
  notReached,
  percentage,
  tallies,
} from "../../../analysis/coverage/index.js";

/** Longest text of a rule file that is shown. */
const SHOWN_MAX = 90;
const NOUNS = { rule: "rules", pattern: "patterns", action: "actions", operand: "outcomes of contexts" } as const;

export function coverageToText(files: readonly CoveredFile[]): string {
  return files.map(fileText).join("");
}

function fileText(file: CoveredFile): string {
  const tallied = tallies(file);
  const parts = [...tallied]
    .filter(([, { total }]) => total > 0)
    .map(([kind, { reached, total }]) => `${reached} of ${total} ${NOUNS[kind]}`);
  const missed = notReached(file);
  const head = `${file.name}: ${percentage(tallied.values())} % (${parts.join(", ")})`;
  if (missed.length === 0) return `${head}\n`;
  return [head, ...rows(missed).map((row) => `  ${row}`), ""].join("\n");
}

function rows(missed: readonly CoveredItem[]): string[] {
  const cells = missed.map((item) => [String(item.line), whatOf(item), shown(item.text)] as const);
  const [lineWidth, whatWidth] = [0, 1].map((column) =>
    Math.max(...cells.map((row) => (row[column] as string).length)),
  );
  return cells.map(([line, what, text]) =>
    `${line.padStart(lineWidth as number)}  ${what.padEnd(whatWidth as number)}  ${text}`.trimEnd(),
  );
}

function whatOf({ kind, field, count, falseCount }: CoveredItem): string {
  if (kind === "rule") return `${field} never met`;
  if (kind === "pattern") return `${field} never matched`;
  if (kind === "action") return `${field} never run`;
  if (count === 0 && falseCount === 0) return `${field} never asked for`;
  return `${field} never ${count === 0 ? "true" : "false"}`;
}

/** Bytes as text; what a terminal would obey is shown as dots. */
function shown(bytes: string): string {
  const text = Buffer.from(bytes, "latin1")
    .toString("utf8")
    .replace(/[\u0000-\u001f\u007f]/g, ".");
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}...` : text;
}
