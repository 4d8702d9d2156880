/** Texts for people: titles, fields, tables. */

export type Field = readonly [label: string, value: string | number];

/** Escapes of control characters, so that no text can move a terminal's cursor or look like another line. */
const ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A text on one line: control characters are shown as escapes, all other bytes as they are. */
export function oneLine(text: string): string {
  return text.replace(/[\x00-\x1f\x7f]/g, (character) => ESCAPES[character] ?? escapeOf(character));
}

function escapeOf(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
}

export function section(title: string, lines: readonly string[]): string {
  return [title, "=".repeat(title.length), ...lines, ""].join("\n");
}

export function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

/** One field a line, the values below each other; those that are empty are left out. */
export function fieldLines(fields: readonly Field[]): string[] {
  const shown = fields.filter(([, value]) => value !== "");
  const width = Math.max(0, ...shown.map(([label]) => label.length));
  return shown.map(([label, value]) => `${label.padEnd(width)}  ${oneLine(String(value))}`);
}

/** Columns of numbers, and a last one of texts. */
export function tableLines(titles: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const lines = [titles, ...rows.map((row) => row.map((cell) => oneLine(String(cell))))];
  const widths = titles.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  const last = titles.length - 1;
  return lines.map((line) =>
    line.map((cell, column) => (column === last ? cell : cell.padStart(widths[column] as number))).join("  "),
  );
}

export function countOf(number: number, one: string, many = `${one}s`): string {
  return number === 1 ? `1 ${one}` : `${number} ${many}`;
}
