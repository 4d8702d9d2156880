import assert from "node:assert/strict";
import { test } from "node:test";
import { positionOf, type SourceFile, SourceText } from "../../src/base/source.js";

const FILE: SourceFile = { name: "f", text: "desc=one \\\n  and two\n\nlast" };
/** The first logical line of FILE: its backslash and newline are not part of it. */
const JOINED = new SourceText(FILE, "desc=one   and two", [
  { at: 0, from: 0 },
  { at: 9, from: 11 },
]);

/** What a span covers in its file. */
function covered(text: SourceText, start?: number, end?: number): string {
  const span = text.span(start, end);
  return span.file.text.slice(span.start, span.end);
}

test("positions count lines and columns from 1", () => {
  const places = [0, 5, 10, 11, 20, 21, 22, 26].map((offset) => positionOf(FILE, offset));
  assert.deepEqual(
    places.map(({ line, column }) => `${line}:${column}`),
    ["1:1", "1:6", "1:11", "2:1", "2:10", "3:1", "4:1", "4:5"],
  );
});

test("an empty file has one position", () => {
  assert.deepEqual(positionOf({ name: "f", text: "" }, 0), { line: 1, column: 1 });
});

test("positions are found in files whose lines were counted before", () => {
  const other: SourceFile = { name: "f", text: "\n\n\nx" };
  assert.deepEqual(positionOf(other, 3), { line: 4, column: 1 });
  assert.deepEqual(positionOf(FILE, 3), { line: 1, column: 4 });
  assert.deepEqual(positionOf(other, 2), { line: 3, column: 1 });
});

test("a span covers the characters in the file, and the break between two lines only when it is inside", () => {
  assert.equal(covered(JOINED), FILE.text.slice(0, 20));
  assert.equal(covered(JOINED, 5, 8), "one");
  assert.equal(covered(JOINED, 11, 14), "and");
  assert.equal(covered(JOINED, 5, 9), "one ");
  assert.equal(covered(JOINED, 5, 14), "one \\\n  and");
});

test("a part of a part still knows its places", () => {
  const value = JOINED.slice(5).trim();
  assert.equal(value.text, "one   and two");
  const two = value.slice(4).trim().slice(4);
  assert.equal(two.text, "two");
  assert.equal(covered(two), "two");
  assert.deepEqual(positionOf(FILE, two.span().start), { line: 2, column: 7 });
});

test("an empty part has its place", () => {
  const { start, end } = JOINED.slice(11, 11).span();
  assert.deepEqual([start, end], [13, 13]);
});

test("only ASCII white space is trimmed", () => {
  const file: SourceFile = { name: "f", text: " \t\r\v\f\u00a0x\u0085\f " };
  const text = new SourceText(file, file.text, [{ at: 0, from: 0 }]).trim();
  assert.equal(text.text, "\u00a0x\u0085");
  assert.equal(text.span().start, 5);
});
