import assert from "node:assert/strict";
import { test } from "node:test";
import { nearestWord } from "../../src/rules/suggest.js";

const WORDS = ["write", "writen", "owritecl", "event", "tevent", "create"];

test("one letter too many, too few, another one, two swapped", () => {
  for (const word of ["wriite", "wrte", "wride", "wirte", "WRITE"]) assert.equal(nearestWord(word, WORDS), "write");
});

test("of several the nearest, of equally near ones the first", () => {
  assert.equal(nearestWord("writem", WORDS), "write");
  assert.equal(nearestWord("writenn", WORDS), "writen");
});

test("nothing when no word is near", () => {
  assert.equal(nearestWord("report", WORDS), "");
  assert.equal(nearestWord("", WORDS), "");
  assert.equal(nearestWord("x", []), "");
});

test("the longer a word, the more may be wrong with it", () => {
  assert.equal(nearestWord("ab", ["xy"]), "");
  assert.equal(nearestWord("SingelWithTreshhold", ["SingleWithThreshold"]), "SingleWithThreshold");
});

test("of endless words and lists only the beginning is looked at", () => {
  const endless = (function* () {
    for (let number = 0; ; number++) yield `word${number}`;
  })();
  assert.equal(nearestWord(`word7${"x".repeat(1_000_000)}`, endless), "");
});
