/** What Perl's glob() gave for the same patterns in a directory with the same files. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { glob } from "../../src/io/glob.js";

const FILES = [
  "b.sec",
  "A.sec",
  "a.sec",
  "10.sec",
  "9.sec",
  ".hidden.sec",
  "x y.sec",
  "\u00e9.log",
  "d/z.sec",
  "e/z.sec",
  "e/[q].sec",
];
const EXPECTED: readonly (readonly [pattern: string, names: readonly string[]])[] = [
  ["*.sec", ["10.sec", "9.sec", "A.sec", "a.sec", "b.sec", "x y.sec"]],
  ["?.sec", ["9.sec", "A.sec", "a.sec", "b.sec"]],
  ["[ab].sec", ["a.sec", "b.sec"]],
  ["[!ab].sec", ["9.sec", "A.sec"]],
  ["[a-b].sec", ["a.sec", "b.sec"]],
  ["{b,a,none}.sec", ["b.sec", "a.sec", "none.sec"]],
  ["*.log", ["\u00c3\u00a9.log"]], // bytes
  ["\u00c3\u00a9*", ["\u00c3\u00a9.log"]],
  ["none.sec", ["none.sec"]],
  ["none*.sec", []],
  ["b.sec a.sec", ["b.sec", "a.sec"]],
  ['"x y.sec"', ["x y.sec"]],
  ["x\\ y.sec", ["x y.sec"]],
  [".*.sec", [".hidden.sec"]],
  ["*/z.sec", ["d/z.sec", "e/z.sec"]],
  ["{d,e}/*.sec", ["d/z.sec", "e/[q].sec", "e/z.sec"]],
  ["e/\\[q\\].sec", ["e/[q].sec"]],
  ["", []],
];

const before_ = process.cwd();
let directory = "";
before(() => {
  directory = mkdtempSync(join(tmpdir(), "evcorr-glob-"));
  process.chdir(directory);
  for (const name of ["d", "e"]) mkdirSync(name);
  for (const name of FILES) writeFileSync(name, "");
});
after(() => {
  process.chdir(before_);
  rmSync(directory, { recursive: true });
});

for (const [pattern, names] of EXPECTED) {
  test(`glob ${JSON.stringify(pattern)}`, () => assert.deepEqual(glob(pattern), names));
}

test("an absolute pattern gives absolute names", () => {
  assert.deepEqual(
    glob(`${directory}/?.sec`),
    ["9.sec", "A.sec", "a.sec", "b.sec"].map((name) => join(directory, name)),
  );
});
