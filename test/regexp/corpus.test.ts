/** Expressions for common logs: none needs a real perl, and each matches what it is made for. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { askPerl } from "../../fuzz/regexp-perl.js";
import { compileRegExp } from "../../src/regexp/index.js";
import { readCorpus } from "./corpus.js";

const CORPUS = readCorpus();
const ALL_SUBJECTS = CORPUS.flatMap(({ subjects }) => subjects);

test("the corpus is there", () => {
  assert.ok(CORPUS.length > 340, `${CORPUS.length} expressions`);
  // The texts here are single lines.
  const untried = CORPUS.filter(({ pattern, subjects }) => subjects.length === 0 && !pattern.includes("\\n"));
  assert.deepEqual(untried, []);
});

test("every expression of the corpus runs on V8 and matches its texts", () => {
  const problems = CORPUS.flatMap(({ pattern, subjects }) => {
    const compiled = compileRegExp(pattern);
    if (compiled.kind !== "compiled") return [`${pattern}: ${compiled.kind}`];
    return subjects.filter((subject) => !compiled.regexp.test(subject)).map((subject) => `${pattern}: not ${subject}`);
  });
  assert.deepEqual(problems, []);
});

test("on all texts of the corpus, every expression finds what perl finds", {
  skip: spawnSync("perl", ["-v"]).status === 0 ? false : "there is no perl",
}, async () => {
  const answers = await askPerl(CORPUS.map(({ pattern }) => ({ pattern, subjects: ALL_SUBJECTS })));
  for (const [at, { pattern }] of CORPUS.entries()) {
    const answer = answers[at];
    const compiled = compileRegExp(pattern);
    assert.ok(answer?.kind === "matches" && compiled.kind === "compiled", pattern);
    const found = ALL_SUBJECTS.map((subject) => compiled.regexp.match(subject)?.numbered ?? null);
    const expected = answer.matches.map((match) => (match === null || match === "died" ? match : match.numbered));
    assert.deepEqual(found, expected, pattern);
  }
});
