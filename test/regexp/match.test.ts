/** The face of the folder: what match() and test() give. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type CompiledRegExp, compileRegExp, parseRegExp } from "../../src/regexp/index.js";

function compiled(source: string): CompiledRegExp {
  const result = compileRegExp(source);
  assert.equal(result.kind, "compiled");
  return (result as { regexp: CompiledRegExp }).regexp;
}

test("a match has as many entries as the expression has groups, and one", () => {
  assert.deepEqual(compiled("a(b)?(c)?").match("xa"), { numbered: ["a", undefined, undefined], named: null });
  assert.deepEqual(compiled("a").match("a"), { numbered: ["a"], named: null });
  // Groups that only V8 needs do not show.
  assert.deepEqual(compiled("(?>a+)(b)").match("aab"), { numbered: ["aab", "b"], named: null });
  assert.equal(compiled("a").match("b"), null);
});

test("a match is plain data", () => {
  const { numbered } = compiled("(a)").match("a") as { numbered: unknown[] };
  assert.deepEqual(Object.keys(numbered), ["0", "1"]);
});

test("named groups are all there, unset ones undefined", () => {
  assert.deepEqual(compiled("(?<x>a)|(?<y>b)").match("b"), {
    numbered: ["b", undefined, "b"],
    named: { x: undefined, y: "b" },
  });
  assert.deepEqual(compiled("(?<x>a)|(?<x>b)").match("b")?.named, { x: "b" });
});

test("test() says whether match() finds something, however often", () => {
  const regexp = compiled("a$");
  assert.deepEqual(
    ["a", "ba\n", "ab", "a", "a\nb"].map((subject) => [regexp.test(subject), regexp.match(subject) !== null]),
    [
      [true, true],
      [true, true],
      [false, false],
      [true, true],
      [false, false],
    ],
  );
});

test("the source and the engine", () => {
  const { source, engine } = compiled("(?x) a  # note");
  assert.deepEqual({ source, engine }, { source: "(?x) a  # note", engine: "v8" });
});

test("the tree is there for those who look for literals", () => {
  const parsed = parseRegExp("a(?<n>b)");
  assert.equal(parsed.kind, "expression");
  const { expression } = parsed as Extract<typeof parsed, { kind: "expression" }>;
  assert.equal(expression.body.kind, "sequence");
  assert.equal(expression.groupCount, 1);
  assert.deepEqual([...expression.names], [["n", [1]]]);
});

test("a loop over a look-around, which V8 gets wrong when it compiles it", () => {
  const regexp = compiled("(?:(?=a)a)*1z");
  for (let run = 0; run < 3; run++) assert.deepEqual(regexp.match("a1z")?.numbered, ["a1z"]);
});

test("what is too much for V8 is left to Perl, or does not match, but throws nothing", () => {
  const deep = `${"(?:".repeat(990)}a${")+".repeat(990)}`;
  assert.deepEqual(compileRegExp(deep), { kind: "unsupported", feature: "very deep nesting", offset: 0 });
  const regexp = compiled("^(?:a|b)*c");
  const huge = "a".repeat(20_000_000);
  assert.equal(regexp.match(huge), null);
  assert.equal(regexp.test(huge), false);
});
