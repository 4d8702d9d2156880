import assert from "node:assert/strict";
import { test } from "node:test";
import { isTrue, textOf } from "../../src/perl/host.js";

test("truth is Perl's", () => {
  for (const value of ["0.0", "00", "0e0", " ", "a", "-0"]) assert.equal(isTrue(value), true, value);
  for (const value of ["0", "", undefined]) assert.equal(isTrue(value), false, value);
  assert.equal(isTrue({ kind: "code", handle: 0, text: "" }), true);
  assert.equal(isTrue({ kind: "hash", entries: [], text: "" }), true);
});

test("a value as text", () => {
  assert.equal(textOf(undefined), "");
  assert.equal(textOf("0"), "0");
  assert.equal(textOf({ kind: "code", handle: 3, text: "CODE(0x1)" }), "CODE(0x1)");
  assert.equal(textOf({ kind: "hash", entries: [["a", "1"]], text: "HASH(0x1)" }), "HASH(0x1)");
});
