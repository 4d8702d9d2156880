import assert from "node:assert/strict";
import { test } from "node:test";
import { longestPrefix } from "../../src/regexp/index.js";

/** matched | rest | the text that the beginning matches */
function cut(expression: string, text: string): string | null {
  const prefix = longestPrefix(expression, text);
  return prefix === null ? null : `${prefix.matched}|${prefix.rest}|${text.slice(prefix.start, prefix.end)}`;
}

test("an expression is cut before the first part with which it does not match any more", () => {
  assert.equal(cut("sshd\\[\\d+\\]: Failed", "sshd[41]: Accepted"), "sshd\\[\\d+\\]: |Failed|sshd[41]: ");
  assert.equal(cut("a+b{2}c", "xaaab"), "a+|b{2}c|aaa");
  assert.equal(cut("^from", "it is from"), "^|from|");
  assert.equal(cut("abc$", "abcd"), "abc|$|abc");
  assert.equal(cut("(?i)FAILED for", "it failed to"), "(?i)FAILED |for|failed ");
});

test("not even its beginning is there", () => {
  assert.equal(cut("zebra", "a horse"), "|zebra|");
  assert.equal(cut("(?:a|b)c", "xyz"), "|(?:a|b)c|");
});

test("it is cut within groups too, but not within what repeats or chooses", () => {
  assert.equal(cut("(user (root)) from", "user rob"), "(user (ro|ot)) from|user ro");
  assert.equal(cut("(?>ab*c)d", "abbd"), "(?>ab*|c)d|abb");
  assert.equal(cut("x(?:abc)+y", "xab"), "x|(?:abc)+y|x");
  assert.equal(cut("x(?:ab|cd)", "xaz"), "x|(?:ab|cd)|x");
});

test("groups of which nothing matches are left whole", () => {
  assert.equal(cut("from ([\\d.]+) port", "from ::1 port"), "from |([\\d.]+) port|from ");
  assert.equal(cut("x(?:(?<n>ab)c)", "xb"), "x|(?:(?<n>ab)c)|x");
  assert.equal(cut("x\\(ab", "x(b"), "x\\(|ab|x(");
  assert.equal(cut("x\\\\(ab)", "x\\b"), "x\\\\|(ab)|x\\");
});

test("when the end is wanted, the place that is nearest to it", () => {
  assert.equal(cut("a (\\w+)$", "data a b\r"), "a (\\w+)|$|a b");
  assert.equal(cut("(\\w+)\\z", "user bob."), "(\\w+)|\\z|bob");
  assert.equal(longestPrefix("a (\\w+)$", "data a b\r")?.start, 5);
});

test("what is wanted next is named where its source does not show it", () => {
  const wants = (expression: string, text: string) => longestPrefix(expression, text)?.wants;
  assert.equal(wants("ab$", "abc"), "the end of the line");
  assert.equal(wants("ab +c", "abc"), "a blank");
  assert.equal(wants("ab\\tc", "ab c"), "a tab");
  assert.equal(wants("su\\b", "sudo"), "a word's beginning or end");
  assert.equal(wants("a(?!b)c", "abc"), "no match of this from here on");
  assert.equal(wants("ab(c)", "abd"), null);
});

test("references, look-arounds and \\K keep their meaning before the cut", () => {
  assert.equal(cut("(\\w)\\1 end", "a bb en"), "(\\w)\\1 en|d|bb en");
  assert.equal(cut("a(?=b)b(?!c)d", "abcd"), "a(?=b)b|(?!c)d|ab");
  assert.equal(cut("ab\\Kcx", "abcd"), "ab\\Kc|x|c");
});

test("of alternatives, the one that gets farthest", () => {
  assert.equal(cut("apple pie|apple cake|pear", "apple cookies"), "apple c|ake|apple c");
});

test("nothing is said of expressions that cannot be cut", () => {
  assert.equal(longestPrefix("a(?1)?(b)", "x"), null);
  assert.equal(longestPrefix("(a)?(?(1)b|c)d", "x"), null);
  assert.equal(longestPrefix("a(", "x"), null);
});

test("the beginning with one part more does not match: compared with all beginnings of plain strings", () => {
  const letters = ["a", "b"];
  const words = (length: number): string[] =>
    length === 0 ? [""] : words(length - 1).flatMap((word) => letters.map((letter) => word + letter));
  for (const wanted of words(4)) {
    for (const text of words(5)) {
      if (text.includes(wanted)) continue;
      const length = [3, 2, 1, 0].find((count) => text.includes(wanted.slice(0, count))) ?? 0;
      assert.equal(longestPrefix(wanted, text)?.matched, wanted.slice(0, length), `${wanted} in ${text}`);
    }
  }
});
