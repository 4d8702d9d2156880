import assert from "node:assert/strict";
import { test } from "node:test";
import type { Diagnostic } from "../../src/base/diagnostic.js";
import { COLOUR, diagnosticToJson, PLAIN, renderDiagnostic } from "../../src/cli/render/diagnostics.js";
import { renderDifference } from "../../src/cli/render/difference.js";

/** A diagnostic about the part of the text between « and ». */
function about(marked: string, parts: Partial<Diagnostic> = {}): Diagnostic {
  const start = marked.indexOf("«");
  const end = marked.indexOf("»") - 1;
  const file = { name: "my.sec", text: marked.replace(/[«»]/g, "") };
  const span = { file, start, end };
  return { id: "some-id", severity: "error", message: "it is wrong", hint: null, span, file: "my.sec", ...parts };
}

const plain = (diagnostic: Diagnostic): string[] => renderDiagnostic(diagnostic, PLAIN).split("\n");

test("place, message, the line with the offending text underlined, hint", () => {
  assert.deepEqual(plain(about("type=Single\nwindow=«soon» \ndesc=d\n", { hint: "write digits only" })), [
    "my.sec:2:8: error: it is wrong [some-id]",
    "  | window=soon ",
    "  |        ^^^^",
    "  hint: write digits only",
  ]);
});

test("a fault of the whole file has no excerpt", () => {
  assert.deepEqual(plain(about("«»", { span: null, severity: "warning" })), ["my.sec: warning: it is wrong [some-id]"]);
});

test("an empty span is one mark, also at the end of the text", () => {
  assert.deepEqual(plain(about("a=«»b\n")).slice(1), ["  | a=b", "  |   ^"]);
  assert.deepEqual(plain(about("a=b«»")).slice(1), ["  | a=b", "  |    ^"]);
});

test("tabs before the marks stay, so that they stand below their text", () => {
  assert.deepEqual(plain(about("\t a\t«b»c")).slice(1), ["  | \t a\tbc", "  | \t  \t^"]);
});

test("of a span over several lines the first line's part is marked", () => {
  assert.deepEqual(plain(about("action=«write \\\n   x»\n")).slice(1), ["  | action=write \\", "  |        ^^^^^^^"]);
});

test("of a long line the part around the fault is shown", () => {
  const [place, shown, marks] = plain(about(`${"a".repeat(1000)}«bcd»${"e".repeat(1000)}`));
  assert.equal(place, "my.sec:1:1001: error: it is wrong [some-id]");
  assert.equal(shown, `  | ${"a".repeat(80)}bcd${"e".repeat(77)}`);
  assert.equal(marks, `  | ${" ".repeat(80)}^^^`);
});

test("what a terminal would obey is shown as dots, UTF-8 as characters, marked character by character", () => {
  const bytes = Buffer.from("desc=zurück\u001b[2J ", "utf8").toString("latin1");
  assert.deepEqual(plain(about(`${bytes}«oops»\r`)).slice(1), [
    "  | desc=zurück.[2J oops.",
    "  |                 ^^^^",
  ]);
  assert.deepEqual(plain(about("x=«Ã¼Ã¤»")).slice(1), ["  | x=üä", "  |   ^^"]);
});

test("in colour only if asked for", () => {
  assert.equal(
    renderDiagnostic(about("a=«b»"), COLOUR),
    "\u001b[1mmy.sec:1:3\u001b[0m: \u001b[31merror\u001b[0m: it is wrong [some-id]\n  | a=b\n  |   \u001b[31m^\u001b[0m",
  );
});

test("JSON: one object with the place in lines and columns from 1", () => {
  assert.deepEqual(JSON.parse(diagnosticToJson(about("a=b\n«c\nd»\n", { hint: "do" }))), {
    file: "my.sec",
    line: 2,
    column: 1,
    endLine: 3,
    endColumn: 2,
    severity: "error",
    id: "some-id",
    message: "it is wrong",
    hint: "do",
  });
  const utf8 = JSON.parse(diagnosticToJson(about("«a»", { message: "gr\xc3\xbcn", hint: "r\xc3\xb6t" })));
  assert.deepEqual([utf8.message, utf8.hint], ["grün", "röt"]);
  assert.deepEqual(JSON.parse(diagnosticToJson(about("«»", { span: null }))), {
    file: "my.sec",
    line: null,
    column: null,
    endLine: null,
    endColumn: null,
    severity: "error",
    id: "some-id",
    message: "it is wrong",
    hint: null,
  });
});

test("differences line by line", () => {
  assert.deepEqual(renderDifference("a\nb\nc\n", "a\nx\nc\n"), ["    a", "  - b", "  + x", "    c"]);
  assert.deepEqual(renderDifference("a\n", "a\nb\n"), ["    a", "  + b"]);
  assert.deepEqual(renderDifference("a", "a\n"), ["    a", "  - \\ no newline at the end"]);
  assert.deepEqual(renderDifference("a\n", ""), ["  - a"]);
  assert.deepEqual(renderDifference("a\n", "b\u0001\n", COLOUR), [
    "\u001b[31m  - a\u001b[0m",
    "\u001b[32m  + b\\x01\u001b[0m",
  ]);
});

test("a file that is missing, or should not be there", () => {
  assert.deepEqual(renderDifference("a\n", undefined), ["  missing; expected was:", "  - a"]);
  assert.deepEqual(renderDifference(undefined, "b\n"), ["  not expected at all, but there is:", "  + b"]);
});

test("of equal lines those near to differences are shown, the others are counted", () => {
  const lines = (fifth: string): string => `1\n2\n3\n4\n${fifth}\n6\n7\n8\n9\n10\n11\n`;
  assert.deepEqual(renderDifference(lines("five"), lines("5")), [
    "    1",
    "    2",
    "    3",
    "    4",
    "  - five",
    "  + 5",
    "    6",
    "    7",
    "    8",
    "    ... 3 equal lines",
  ]);
});

test("long lines are cut where they are equal", () => {
  const line = (word: string): string => `${"x".repeat(1000)} ${word} ${"y".repeat(1000)}\n`;
  assert.deepEqual(renderDifference(line("one"), line("two")), [
    `  - ...${"x".repeat(39)} one ${"y".repeat(39)}...`,
    `  + ...${"x".repeat(39)} two ${"y".repeat(39)}...`,
  ]);
});

test("of very many lines that differ the first", () => {
  const lines = (text: string): string => `same\n${`${text}\n`.repeat(3000)}`;
  assert.deepEqual(renderDifference(lines("a"), lines("b\u0001")), [
    "  line 2 is the first that differs:",
    "  - a",
    "  + b\\x01",
  ]);
});
