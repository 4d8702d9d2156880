import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRegExp } from "../../src/regexp/index.js";
import { requiredLiterals } from "../../src/regexp/literals.js";

function setsOf(source: string): readonly (readonly string[])[] {
  const parsed = parseRegExp(source);
  if (parsed.kind !== "expression") throw new Error(`${source}: ${JSON.stringify(parsed)}`);
  return requiredLiterals(parsed.expression);
}

const CASES: readonly (readonly [source: string, sets: readonly (readonly string[])[]])[] = [
  ["sshd\\[\\d+\\]: (Failed|Invalid) \\S+", [["sshd["], ["failed", "invalid"], ["]: failed ", "]: invalid "]]],
  ["(?i)panic: .* (cpu|core) \\d", [["panic: "], ["cpu", "core"], [" cpu ", " core "]]],
  ["\\S+ \\S+", [[" "]]],
  ["[0-9]+", []],
  ["a(?:b|)c", [["abc", "ac"]]],
  ["x?", []],
  ["(?:abc)*d", [["d"]]],
  ["(?:abc)+d", [["abc"], ["abcd"]]],
  ["(?:abc|\\d+)x", [["abcx", "x"]]],
  ["(?!never)once", [["once"]]],
  [
    "(?=.*seen)bar|baz",
    [
      ["seen", "baz"],
      ["bar", "baz"],
    ],
  ],
  ["(?<=behind)here", [["behind"], ["here"]]],
  ["(?>atomic)+?", [["atomic"]]],
  ["a{0}b", [["b"]]],
  ["a{3}", [["aaa"]]],
  ["[Ff]oo[12]", [["foo1", "foo2"]]],
  ["(a)?(?(1)bc|de)", []],
  ["(x)\\1y", [["x"], ["y"]]],
  ["foo(*ACCEPT)bar", []],
  ["\\Qa.b\\E", [["qa"], ["be"]]],
];

for (const [source, sets] of CASES) {
  test(`required by ${source}`, () => {
    const text = (list: readonly (readonly string[])[]) => list.map((set) => [...set].sort().join("|")).sort();
    assert.deepEqual(text(setsOf(source)), text(sets));
  });
}
