import assert from "node:assert/strict";
import { test } from "node:test";
import type { Continue } from "../../src/rules/ast.js";
import { readFile } from "./reading.js";

/** A rule with more fields; its continue field is what the tests look at. */
function rule(more: string): string {
  return `type=Single\nptype=TValue\npattern=TRUE\ndesc=d\naction=none\n${more}\n`;
}

function continues(text: string): Continue[] {
  return readFile(text).rules.map((loaded) => {
    assert.ok("condition" in loaded);
    return loaded.condition.continue;
  });
}

const GO_TO = (label: string, target: number | null) => ({ kind: "GoTo", label, target });
const DONT_CONT = { kind: "DontCont" };

test("the words, in any case", () => {
  const text = ["takenext", "DONTCONT", "EndMatch"].map((word) => rule(`continue=${word}\n`)).join("");
  assert.deepEqual(continues(text), [{ kind: "TakeNext" }, DONT_CONT, { kind: "EndMatch" }]);
});

test("a label between rules leads to the next rule, one inside a rule to that rule", () => {
  const text = `${rule("continue=GoTo a\n")}${rule("")}label=a\n\n${rule("continue=goto  b c\n")}${rule("label=b c\n")}`;
  assert.deepEqual(continues(text), [GO_TO("a", 2), DONT_CONT, GO_TO("b c", 3), DONT_CONT]);
});

test("a label behind the last rule leads out of the file", () => {
  assert.deepEqual(continues(`${rule("continue=GoTo a\n")}label=a\n`), [GO_TO("a", 1)]);
});

test("a label of or before a rejected rule leads to the next one that loads", () => {
  const rejected = rule("label=b\nfoo=x\n");
  const text = `${rule("continue=GoTo a\n")}${rule("continue=GoTo b\n")}label=a\n\n${rejected}${rule("")}`;
  assert.deepEqual(continues(text), [GO_TO("a", 2), GO_TO("b", 2), DONT_CONT]);
});

test("of two labels with one name the last counts", () => {
  const text = `${rule("continue=GoTo a\n")}label=a\n\n${rule("")}label=a\n\n${rule("")}`;
  assert.deepEqual(continues(text), [GO_TO("a", 2), DONT_CONT, DONT_CONT]);
  const behind = `label=a\n\n${rule("")}label=b\n\n${rule("continue=GoTo a\n")}`;
  assert.deepEqual(continues(behind), [DONT_CONT, GO_TO("a", null)]);
});

test("labels are compared exactly, and a rule's own label is behind it", () => {
  const text = `${rule("continue=GoTo A\n")}${rule("continue=GoTo b\nlabel=b\n")}label=a\n`;
  assert.deepEqual(continues(text), [GO_TO("A", null), GO_TO("b", null)]);
});

test("nothing is said of labels that a rejected rule refers to", () => {
  const { diagnostics } = readFile(`${rule("continue=GoTo nowhere\nfoo=x\n")}${rule("continue=GoTo here\n")}`);
  assert.deepEqual(
    diagnostics.map(({ id }) => id),
    ["unknown-field", "unknown-label"],
  );
});
