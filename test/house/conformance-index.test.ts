/** Each conformance case has a row in its folder's index, and each row a case. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const ROOT = "conformance";

function foldersWithCases(at = ROOT): string[] {
  const below = readdirSync(at, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const hasCases = below.some((entry) => existsSync(join(at, entry.name, "expected")));
  return hasCases ? [at] : below.flatMap((entry) => foldersWithCases(join(at, entry.name)));
}

const folders = foldersWithCases();
let cases = 0;

for (const folder of folders) {
  test(`${folder} is indexed`, () => {
    const index = readFileSync(join(folder, "INDEX.md"), "utf8");
    const rows = index
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .slice(2);
    const named = rows.flatMap(
      (row) =>
        row
          .split("|")
          .at(-2)
          ?.match(/[a-z0-9][a-z0-9-]*/g) ?? [],
    );
    const present = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    cases += present.length;
    assert.deepEqual(
      present.filter((name) => !named.includes(name)),
      [],
      "cases without a row",
    );
    assert.deepEqual(
      named.filter((name) => !present.includes(name)),
      [],
      "rows without a case",
    );
  });
}

test("there are at least 300 cases", () => {
  assert.ok(cases >= 300, `${cases} cases`);
});
