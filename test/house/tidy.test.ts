import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { faultsOfSource, faultsOfText, readAndCheck } from "../../scripts/tidy.js";

const messages = (file: string, text: string): string[] => faultsOfSource(file, text).map((fault) => fault.message);

test("imports go downwards only", () => {
  assert.deepEqual(messages("src/engine/x.ts", 'import { a } from "../rules/ast.js";'), []);
  assert.deepEqual(messages("src/engine/actions/x.ts", 'import { a } from "../core.js";'), []);
  assert.deepEqual(messages("src/rules/x.ts", 'import { a } from "../engine/core.js";'), [
    "rules must not import from engine",
  ]);
  assert.deepEqual(messages("src/rules/types/x.ts", 'export * from "../../io/log.js";'), [
    "rules must not import from io",
  ]);
  assert.deepEqual(messages("src/io/x.ts", 'import { a } from "../observe/dump.js";'), [
    "io must not import from observe",
  ]);
  assert.deepEqual(messages("src/base/x.ts", 'const a = await import("../cli/main.js");'), [
    "base must not import from cli",
  ]);
});

test("the core names neither Node nor the time", () => {
  for (const line of [
    'import { readFileSync } from "node:fs";',
    "const now = Date.now();",
    "process.exit(1);",
    "setTimeout(() => {}, 1);",
    "Buffer.from(text);",
    'console.log("x");',
    "Math.random();",
  ]) {
    assert.equal(messages("src/engine/x.ts", line).length, 1, line);
    assert.equal(messages("src/io/x.ts", line).length, 0, line);
  }
  assert.deepEqual(messages("src/engine/x.ts", '// Date is not used\nconst a = "process. Date";'), []);
});

test("leftovers and long files are faults", () => {
  assert.deepEqual(messages("src/io/x.ts", `// ${"TO"}DO: later`), ["finish it, or write an issue"]);
  assert.deepEqual(messages("src/io/x.ts", "a\n".repeat(400)), []);
  assert.deepEqual(messages("src/io/x.ts", "a\n".repeat(401)), ["longer than 400 lines: split it"]);
});

test("paths of machines and registry hosts are faults", () => {
  assert.equal(faultsOfText("README.md", `see ${"/home"}/someone/x`).length, 1);
  assert.equal(faultsOfText("README.md", "see /var/log/messages and http://x/home/y").length, 0);
  assert.equal(faultsOfText("package-lock.json", '"resolved": "https://registry/x.tgz"').length, 1);
});

test("the project is tidy", () => {
  const listed = execFileSync("git", ["ls-files", "-z"], { encoding: "utf8" }).split("\0");
  // Cases and example logs show what other machines say: what they name is up to them.
  const files = listed.filter(
    (file) =>
      file !== "" && !file.startsWith("conformance/") && !file.endsWith(".log") && !file.startsWith("test/house/"),
  );
  const faults = files.flatMap(readAndCheck);
  assert.deepEqual(
    faults.map(({ file, line, message }) => `${file}:${line}: ${message}`),
    [],
  );
});
