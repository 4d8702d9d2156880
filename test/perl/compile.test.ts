import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readable, runCompiled, runInPerl, type SnippetCase } from "../../fuzz/perl-code-run.js";

const LINES = readFileSync("test/perl/snippets.txt", "latin1").trim().split("\n");

test("snippets that are compiled do the same as in perl", () => {
  const cases: SnippetCase[] = LINES.map((line) => ({
    source: `sub { ${line} }`,
    calls: [
      { list: true, arguments: ["a=1 b=22 kernel: IN=eth0 OUT= X", ["x", "y", "x"]] },
      { list: false, arguments: ["17", []] },
    ],
  }));
  const expected = runInPerl(cases);
  cases.forEach((snippet, index) => {
    const result = runCompiled(snippet, index + 1);
    assert.equal(result.kind, "ran", `${snippet.source}: ${result.kind === "left" ? result.reason : ""}`);
    assert.equal(
      readable(result.kind === "ran" ? result.text : ""),
      readable(expected[index] as string),
      snippet.source,
    );
  });
});
