/** Expressions whose values are put in later, against the same expressions compiled with them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { BoundRegExp, compileRegExp } from "../../src/regexp/index.js";

const TEMPLATES: readonly (readonly (string | number)[])[] = [
  ["session ", 0, " of ", 1, " closed"],
  ["^", 0, "$"],
  ["(\\w+) ", 1, "\\b.*(a|b)+ ", 0, " (?<rest>.*)$"],
  ["\\b", 0, "\\b ", 0],
];
const VALUES = ["a", "zqxqz", "a.b*[", "\\", "\n", "\xe9\xff", "1", "$", "/", " x "];

const quoted = (text: string): string => text.replace(/[^A-Za-z0-9_]/g, "\\$&");

test("a value is put in as it would have been compiled", () => {
  let matches = 0;
  for (const parts of TEMPLATES) {
    const template = BoundRegExp.of(parts) as BoundRegExp;
    for (const first of VALUES) {
      for (const second of VALUES) {
        const values = [first, second];
        const source = parts.map((part) => (typeof part === "number" ? quoted(values[part] as string) : part)).join("");
        const compiled = compileRegExp(source);
        assert.ok(compiled.kind === "compiled", source);
        const bound = template.bind(values, source);
        assert.equal(bound.source, source);
        for (const subject of [
          `session ${first} of ${second} closed`,
          first,
          `${first}\n`,
          `x${second} ba ${first} rest\n`,
          `${first} ${first}`,
          `w ${second} b ${first} ${second}`,
        ]) {
          const found = bound.match(subject);
          assert.deepEqual(found, compiled.regexp.match(subject), `${source} on ${subject}`);
          if (found !== null) matches++;
        }
      }
    }
  }
  assert.ok(matches > 300, `${matches} matches`);
});

test("what depends on its neighbours is compiled by itself", () => {
  for (const parts of [
    ["(?i)a", 0],
    ["(?>a+)", 0],
    ["(a)\\1", 0],
    ["(?=a)", 0],
    ["a++", 0],
    ["[", 0, "]"],
  ]) {
    assert.equal(BoundRegExp.of(parts), null, String(parts[0]));
  }
});
