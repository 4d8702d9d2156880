/**
 * Asks the installed reference for the verdicts of the acceptance tables:
 *
 *   node build/test/rules/acceptance/record.js --write [TABLE...]   writes them back
 *   node build/test/rules/acceptance/record.js --check [TABLE...]   exits with 1 on a difference
 *
 * A new probe is written with any verdict, such as `+ probe`. Without --write or --check
 * it does nothing, so that a test runner that picks it up does no harm.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FORMS, type TableName } from "./forms.js";
import { loadInReference } from "./reference.js";

function record(table: TableName, checkOnly: boolean): boolean {
  const path = join("test/rules/acceptance", `${table}.txt`);
  const before = readFileSync(path, "latin1");
  const lines = before.split("\n").map((line) => ({ line, probe: probeOf(line) }));
  const probes = lines.flatMap(({ probe }) => (probe === null ? [] : [probe]));
  const texts = probes.map((probe) => FORMS[table](probe));
  const verdicts = table === "files" ? texts.map(verdictOnFile) : verdictsOnRules(texts);
  const after = lines.map(({ line, probe }) => (probe === null ? line : `${verdicts.shift()} ${probe}`)).join("\n");
  if (!checkOnly) writeFileSync(path, after, "latin1");
  if (after !== before) console.log(`${table}: ${checkOnly ? "differs" : "written"}`);
  return after === before;
}

function verdictsOnRules(texts: readonly string[]): string[] {
  return loadInReference(texts).counts.map((count) => (count > 0 ? "+" : "-"));
}

/** The number of rules; an exclamation mark when --testonly finds fault with the file. */
function verdictOnFile(text: string): string {
  const { counts, isFaulty } = loadInReference([text]);
  return `${counts[0]}${isFaulty ? "!" : ""}`;
}

/** Null: a heading or an empty line. */
function probeOf(line: string): string | null {
  if (line === "" || line.startsWith("# ")) return null;
  return /^(?:[-+]|[0-9]+!?) /.test(line) ? line.slice(line.indexOf(" ") + 1) : line;
}

const MODES = ["--write", "--check"];
const [mode = "", ...wanted] = process.argv.slice(2);
if (MODES.includes(mode)) {
  const tables = (Object.keys(FORMS) as TableName[]).filter((table) => wanted.length === 0 || wanted.includes(table));
  const same = tables.map((table) => record(table, mode === "--check"));
  if (mode === "--check" && same.includes(false)) process.exitCode = 1;
}
