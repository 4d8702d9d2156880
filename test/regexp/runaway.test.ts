/** Which expressions may run away, and what is done about it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { protectMatches } from "../../src/io/regexps.js";
import { beginsAtStart } from "../../src/regexp/analysis.js";
import { effortOf } from "../../src/regexp/effort.js";
import { BoundRegExp, type CompiledRegExp, compileRegExp, guardMatches, parseRegExp } from "../../src/regexp/index.js";

function compiled(source: string): CompiledRegExp {
  const result = compileRegExp(source);
  assert.ok(result.kind === "compiled", source);
  return result.regexp;
}

function exponentOf(source: string): number {
  const parsed = parseRegExp(source);
  assert.ok(parsed.kind === "expression", source);
  const { body } = parsed.expression;
  return effortOf(body, beginsAtStart(body)).exponent;
}

/** The exponent of the effort by the subject's length; Infinity: it doubles with every character or so. */
const EFFORTS: readonly (readonly [pattern: string, exponent: number])[] = [
  ["^abc", 0],
  ["abc", 1],
  ["^\\S+ \\d+:", 1],
  ["\\S+ \\d+:", 2],
  // Each of the loops may share what it has taken with the next.
  ["^.*a.*b", 2],
  ["^.*a.*b.*c", 3],
  // What follows cannot be in the loop: nothing to share.
  ["^[^:]*:[^:]*:[^:]*:", 1],
  ["^(?:\\w+,)*\\w+$", 2],
  ['^(?:"[^"]*"|[^" ]+)$', 1],
  ["^(\\d{1,3}\\.){3}\\d{1,3}$", 0],
  ["^(?=.*a)(?=.*b)c", 1],
  ["^(?>.*a)(?>.*b)c", 1],
  ["^.*(?=.*a)b", 2],
  // Two ways to take the same, any number of times.
  ["^(a+)+$", Number.POSITIVE_INFINITY],
  ["^(a|a)*$", Number.POSITIVE_INFINITY],
  ["^(a|ab|b)*$", Number.POSITIVE_INFINITY],
  ["^(a?)*$", Number.POSITIVE_INFINITY],
  ["^(\\s*\\w+\\s*)*$", Number.POSITIVE_INFINITY],
  ["^(x+x+)+y", Number.POSITIVE_INFINITY],
  ["^(?:.*,){11}x", Number.POSITIVE_INFINITY],
  ["^(?:.*,){3}x", 3],
];

test("the effort of a match by the length of its subject", () => {
  assert.deepEqual(
    EFFORTS.map(([pattern]) => [pattern, exponentOf(pattern)]),
    EFFORTS,
  );
});

const ATTACK = `${"x".repeat(400)}!`;

/** Each would take years on the attack; V8 has a way out of the first ones only. */
const PROTECTED = ["(x+)+$", "(?i)(x+)+$", "(x+x+)+y", "^(?:x|x)*$", "^(?>x+)(x+)+y$"];
const UNPROTECTED = ["(?=x)(x+)+$", "(?i)(x)(?:\\1+)+(x+)+$", "^(?:x{17,}|x)+$", "(?:x+x+)+(?<!y)$", "^(?!y)(x|xx)*$"];

test("V8 goes over to its linear engine where it can: nothing is stopped", () => {
  protectMatches(5);
  try {
    for (const pattern of PROTECTED) {
      const regexp = compiled(pattern);
      const start = performance.now();
      assert.equal(regexp.match(ATTACK), null, pattern);
      assert.equal(regexp.test(ATTACK), false, pattern);
      assert.equal(regexp.wasStopped, false, pattern);
      assert.ok(performance.now() - start < 3000, pattern);
    }
  } finally {
    guardMatches(null);
  }
});

test("where it cannot, the match is stopped", () => {
  protectMatches(0.05);
  try {
    for (const pattern of UNPROTECTED) {
      const regexp = compiled(pattern);
      assert.equal(regexp.match(ATTACK), null, pattern);
      assert.equal(regexp.wasStopped, true, pattern);
      assert.equal(regexp.test(ATTACK), false, pattern);
      assert.equal(regexp.wasStopped, true, pattern);
      // The next match is none the worse for it.
      const matched = regexp.match("x".repeat(400));
      assert.equal(matched?.numbered[0], "x".repeat(400), pattern);
      assert.equal(regexp.wasStopped, false, pattern);
    }
  } finally {
    guardMatches(null);
  }
});

test("a match from an offset on is stopped, too", () => {
  protectMatches(0.05);
  try {
    for (const pattern of UNPROTECTED) {
      const result = compileRegExp(pattern);
      assert.ok(result.kind === "compiled");
      assert.equal(result.regexp.matchAt(ATTACK, 0), null, pattern);
      assert.equal(result.regexp.wasStopped, true, pattern);
    }
  } finally {
    guardMatches(null);
  }
});

test("only long subjects of expressions that may run away are matched under the guard", () => {
  const guarded: string[] = [];
  protectMatches(0);
  guardMatches({
    exec(regexp, subject) {
      guarded.push(`${regexp.source} ${subject.length}`);
      return regexp.exec(subject);
    },
  });
  try {
    const regexp = compiled("(?=a)b.*c.*d");
    assert.equal(regexp.test("x".repeat(200)), false);
    assert.equal(compiled("[a-f]{32}").test("x".repeat(2000)), false);
    // Long, but nothing that would match without the look-ahead.
    assert.equal(regexp.test("x".repeat(500)), false);
    assert.deepEqual(guarded, []);
    assert.equal(regexp.test(`${"x".repeat(500)}bcd`), false);
    assert.equal(compiled("(?=a)(a+)+b").test(`x${"a".repeat(20)}b`), true);
    assert.equal(guarded.length, 2);
  } finally {
    guardMatches(null);
  }
});

test("an expression with a value put in is found under the guard, too", () => {
  protectMatches(2);
  const counted = " (?:a+)+b{1,40}(?:c{5,30}){0,20}";
  const template = BoundRegExp.of(["end ", 0, counted]) as BoundRegExp;
  const bound = template.bind(["bob"], `end bob${counted}`);
  const subject = `end bob ${"a".repeat(50)}b`;
  assert.deepEqual(bound.match(subject)?.numbered, [subject]);
  guardMatches(null);
});
