/** Regular expressions that Perl runs. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeWorld, messageOf, resultOf, type World } from "./perl-for-tests.js";

function match(world: World, source: string, subject: string) {
  return resultOf(world.perl.compileRegExp(source)).match(subject);
}

test("captures by number and by name", (context) => {
  const world = makeWorld(context);
  assert.deepEqual(match(world, "(?<a>x)(y)?(?<b>z)?", "wx"), {
    numbered: ["x", "x", undefined, undefined],
    named: { a: "x", b: undefined },
  });
  assert.deepEqual(match(world, "a", "bab"), { numbered: ["a"], named: null });
  assert.equal(match(world, "a", "b"), null);
  assert.deepEqual(match(world, "", "b"), { numbered: [""], named: null });
  assert.deepEqual(match(world, "(?<n>a)|(?<n>b)", "b"), { numbered: ["b", undefined, "b"], named: { n: "b" } });
  assert.deepEqual(match(world, "(\xe9+)", "caf\xe9\xe9"), { numbered: ["\xe9\xe9", "\xe9\xe9"], named: null });
});

test("what only Perl can do", (context) => {
  const world = makeWorld(context);
  assert.deepEqual(match(world, "(\\((?:[^()]++|(?1))*\\))", "f(a(b)c)d"), {
    numbered: ["(a(b)c)", "(a(b)c)"],
    named: null,
  });
  assert.deepEqual(match(world, "a\\Kb", "ab"), { numbered: ["b"], named: null });
  assert.deepEqual(match(world, "a(*SKIP)(*FAIL)|b", "ab"), { numbered: ["b"], named: null });
});

test("test() says whether it matches", (context) => {
  const regexp = resultOf(makeWorld(context).perl.compileRegExp("^(?>a+)b$"));
  assert.equal(regexp.engine, "perl");
  assert.equal(regexp.source, "^(?>a+)b$");
  assert.equal(regexp.test("aab"), true);
  assert.equal(regexp.test("aa"), false);
});

test("the text of an expression is not interpolated", (context) => {
  const world = makeWorld(context);
  world.values('$x = "a"; @y = (1); 1');
  assert.equal(match(world, "^$x", "a"), null);
  assert.deepEqual(match(world, "^@y$", "@y"), { numbered: ["@y"], named: null });
});

test("what Perl rejects is a failure in its words", (context) => {
  const { perl } = makeWorld(context);
  assert.equal(
    messageOf(perl.compileRegExp("a**")),
    "Nested quantifiers in regex; marked by <-- HERE in m/a** <-- HERE /",
  );
  assert.match(messageOf(perl.compileRegExp("(")), /^Unmatched \( in regex; marked by <-- HERE in m\/\( <-- HERE \//);
  assert.match(messageOf(perl.compileRegExp("(?{ 1 })")), /^Eval-group not allowed at runtime, use re 'eval' in regex/);
});
