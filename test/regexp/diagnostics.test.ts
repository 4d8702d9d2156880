/** What is refused: with which words, and at which place. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { compileRegExp } from "../../src/regexp/index.js";

type Row = readonly [pattern: string, words: string, offset: number];

const INVALID: readonly Row[] = [
  ["((a)", "a parenthesis is not closed", 0],
  ["a)", "a parenthesis is not opened", 1],
  ["x[^]", "a bracket is not closed", 1],
  ["a|*", "a quantifier follows nothing", 2],
  ["a{2}{3}", "a quantifier follows a quantifier", 4],
  ["a{65535}", "a count is larger than 65534", 1],
  ["a\\", "a backslash at the end escapes nothing", 1],
  ["(?i", "modifiers are not closed", 0],
  ["(?iz)", "this is not known after (?", 3],
  ["(?<1>a)", "a group's name must begin with a letter or an underscore", 3],
  ["(a)\\2", "there is no group 2", 3],
  ["a\\k<n>", "no group is named n", 1],
  ["(?(1)a|b|c)", "a condition has at most two alternatives", 8],
  ["a(?{1})", "code cannot stand in an expression here", 1],
  ["[xz-a]", "a range's ends are in the wrong order", 2],
  ["[[:foobar:]]", "there is no class [:foobar:]", 1],
  ["(?<=a*)", "a look-behind can match at most 255 characters", 0],
  ["(?=a\\K)", "\\K cannot stand in a look-around", 4],
  ["a(*FOO)", "there is no verb FOO", 1],
  ["\\d{x", "a brace after this escape must be escaped", 2],
];

/** Left to Perl: V8 would match something else, or capture something else. */
const UNSUPPORTED: readonly Row[] = [
  ["x(?:(a)|b)*", "a group that keeps its value over iterations", 1],
  ["((){1,}.)+A", "a group of a fixed number in what is repeated", 0],
  ["(a?|b){1,3}", "a loop over a group that may be empty", 0],
  ["a*(?!(b))", "a group in a negative look-around", 2],
  ["(a|b\\1)+", "a reference to a group that an earlier iteration may have set", 4],
  ["(a*)?b\\1", "a reference to a group that may be unset or empty", 6],
  ["(\\S+) (?i)\\1", "a reference that ignores case", 10],
  ["(?<=(a|bc))d", "a group in a look-behind", 0],
  ["(?:(a)|b)*(?(1)c|d)", "a condition on a group", 10],
  ["s(?(?<=a|)b|c)", "a condition that looks behind at several lengths", 1],
  ["^(?=b*)x?1", "a look-ahead that may be empty", 1],
  ["(a(?1)?b)", "a recursion without limit", 2],
  ["a(*PRUNE)b", "the verb PRUNE", 1],
  ["(*sr:\\d+)", "a script run", 0],
  ["a(?[ [a-z] - [aeiou] ])", "an extended bracketed class", 1],
  ["\\b{wb}", "a boundary of Unicode text", 0],
  ["\\p{Script=Greek}", "this Unicode property", 0],
  ["\\N{DIGIT ONE}", "a character by its name", 0],
  ["(?iu)strasse", "a character that has several other cases", 9],
  ["(?l)a", "a locale", 0],
  ["(?:a\\K)+", "\\K in what is repeated", 0],
  ["(?m)^\\b.*$", "a boundary right after the start of a line", 5],
  ["(?m)(\\A^\\B)(?:\\w*\\z)+", "a boundary right after the start of a line", 8],
  ["(?m)(?=^\\b)x?\\Z", "a boundary right after the start of a line", 8],
];

test("expressions that Perl rejects, with the place of the fault", () => {
  const found = INVALID.map(([pattern]) => {
    const compiled = compileRegExp(pattern);
    return compiled.kind === "invalid" ? [pattern, compiled.message, compiled.offset] : [pattern, compiled.kind];
  });
  assert.deepEqual(found, INVALID);
});

test("expressions that are left to Perl, with the reason and its place", () => {
  const found = UNSUPPORTED.map(([pattern]) => {
    const compiled = compileRegExp(pattern);
    return compiled.kind === "unsupported" ? [pattern, compiled.feature, compiled.offset] : [pattern, compiled.kind];
  });
  assert.deepEqual(found, UNSUPPORTED);
});
