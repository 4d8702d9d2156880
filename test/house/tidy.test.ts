import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { faultsOfSource, faultsOfText, LONGER, readAndCheck, unusedSources } from "../../scripts/tidy.js";

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
  assert.deepEqual(messages("src/base/x.ts", 'import "../cli/main.js";'), ["base must not import from cli"]);
});

test("the core names neither Node nor the time", () => {
  for (const line of [
    'import { readFileSync } from "node:fs";',
    'import { readFileSync } from "fs";',
    'import "node:fs";',
    'const { readFileSync } = await import("node:fs");',
    'const fs = require("fs");',
    "const { env } = process;",
    "const now = performance.now();",
    'await fetch("http://x");',
    "globalThis.x = 1;",
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

test("a long file's recorded length only shrinks", () => {
  const [file, length] = Object.entries(LONGER)[0] as [string, number];
  assert.deepEqual(messages(file, "a\n".repeat(length)), []);
  assert.deepEqual(messages(file, "a\n".repeat(length + 1)), [`longer than ${length} lines: split it`]);
  assert.deepEqual(messages(file, "a\n".repeat(length - 1)), [
    `has ${length - 1} lines: lower its number in LONGER, or remove it there`,
  ]);
});

test("a file that no other names is a fault", () => {
  const sources = new Map([
    ["src/cli/main.ts", 'import { a } from "../io/a.js";'],
    ["src/io/a.ts", 'import { CODE } from "./made.js"; new Worker(new URL("./thread.js", import.meta.url));'],
    ["src/io/made.d.ts", ""],
    ["src/io/lost.d.ts", ""],
    ["src/io/thread.ts", ""],
    ["src/io/lost.ts", 'import { a } from "./a.js";'],
  ]);
  assert.deepEqual(unusedSources(sources, ["src/cli/main.ts"]), ["src/io/lost.d.ts", "src/io/lost.ts"]);
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
  const sources = files.filter((file) => file.startsWith("src/") && file.endsWith(".ts"));
  const texts = new Map(sources.map((file) => [file, readFileSync(file, "latin1")]));
  assert.deepEqual(unusedSources(texts, ["src/cli/main.ts"]), []);
  assert.deepEqual(
    Object.keys(LONGER).filter((file) => !sources.includes(file)),
    [],
    "LONGER names files that are not there",
  );
  assert.deepEqual(
    faults.map(({ file, line, message }) => `${file}:${line}: ${message}`),
    [],
  );
});
