/** What loads and what does not: our verdict on each probe against the reference's record. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parseRuleFile } from "../../src/rules/index.js";
import { FORMS, type Row, readTable, type TableName } from "./acceptance/forms.js";
import { ExpressionPerl, makeCompilers } from "./fakes.js";

/** The only probes on which we differ, with the reference's verdict, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  // The reference loads it, and dies of it when the first pattern matches.
  "Pair +ptype=NCached +pattern2=$1(": "+",
};

const PERL = new ExpressionPerl();

function verdictOn(table: TableName, { probe, verdict }: Row): string {
  const source = { name: "probe.sec", text: FORMS[table](probe) };
  const { rules, diagnostics } = parseRuleFile(source, 0, makeCompilers(PERL));
  if (!/^[0-9]/.test(verdict)) return rules.length > 0 ? "+" : "-";
  return `${rules.length}${diagnostics.some(({ severity }) => severity === "error") ? "!" : ""}`;
}

for (const table of Object.keys(FORMS) as TableName[]) {
  const needsPerl = table === "patterns" && !PERL.isThere();
  test(`the rules of ${table}.txt that the reference loads, and no others`, {
    skip: needsPerl ? "there is no perl to ask about regular expressions" : false,
  }, () => {
    const rows = readTable(readFileSync(join("test/rules/acceptance", `${table}.txt`), "latin1"));
    assert.ok(rows.length > 10, "the table is there");
    const ours = rows.map((row) => `${verdictOn(table, row)} ${row.probe}`);
    const differences = ours.filter((line, index) => line !== `${rows[index]?.verdict} ${rows[index]?.probe}`);
    const expected = rows.filter(({ probe, verdict }) => EXCEPTIONS[probe] === verdict);
    assert.deepEqual(
      differences.map((line) => line.slice(line.indexOf(" ") + 1)),
      expected.map(({ probe }) => probe),
    );
  });
}
