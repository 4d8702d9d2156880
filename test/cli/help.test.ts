/** What is written about the options is what the table says. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { optionTable } from "../../src/cli/help.js";
import { OPTIONS } from "../../src/cli/option-table.js";

test("docs/options.md holds the table of the options", () => {
  const document = readFileSync("docs/options.md", "utf8");
  const table = document.split("\n").filter((line) => line.startsWith("|"));
  assert.equal(`${table.join("\n")}\n`, optionTable(), "run: npm run docs:options");
});

test("the README names every option that is without effect so far, and no other as such", () => {
  const rows = readFileSync("README.md", "utf8")
    .split("\n")
    .filter((line) => /^\| `--/.test(line) && line.includes("| accepted"));
  const named = rows.flatMap((row) =>
    [...(row.split("|")[1] as string).matchAll(/`--([a-z-]+)`/g)].map((found) => found[1]),
  );
  const pending = OPTIONS.filter((option) => option.pending).map((option) => option.names[0]);
  assert.deepEqual(named.sort(), pending.sort());
});
