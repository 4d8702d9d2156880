/** A regular expression in compiled code that would never come to an end. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { protectMatches } from "../../src/io/regexps.js";
import type { CodeReference } from "../../src/perl/host.js";
import { PerlRouter } from "../../src/perl/router.js";
import { guardMatches } from "../../src/regexp/index.js";

const SURROUNDINGS = {
  now: () => 0,
  checkLimits: () => {},
  localTime: () => ({ second: 0, minute: 0, hour: 0, day: 1, month: 1, year: 1970, weekday: 4, isSummer: false }),
};
const ATTACK = `${"x".repeat(400)}!`;

beforeEach(() => protectMatches(0.05));
afterEach(() => guardMatches(null));

function compiled(router: PerlRouter, source: string): CodeReference {
  const outcome = router.compileFunction(source);
  assert.ok(outcome.ok, source);
  return outcome.value;
}

/** All ways to match; what follows the match must not run. */
const BODIES: readonly string[] = [
  "$_[0] =~ /^(?=x)(x+)+$/; ++$after; 1",
  "if ($_[0] =~ /^(?=x)(x+)+$/) { return $1 } ++$after; 1",
  "my ($m) = $_[0] =~ /(?=x)(?<n>x+)+$/g; ++$after; 1",
  "my $l = $_[0]; while ($l =~ /\\G(?=x)(x+)+$/g) { } ++$after; 1",
  "my $l = $_[0]; $l =~ s/^(?=x)(x+)+$/-/; ++$after; 1",
  "my @f = split(/^(?=x)(?:x+)+$/, $_[0]); ++$after; 1",
  "my $p = '(?=x)(x+)+'; my $found = $_[0] =~ /^$p$/ ? 1 : 0; ++$after; 1",
  "eval { $_[0] =~ /^(?=x)(x+)+$/; 1 } or ++$after; ++$after; 1",
];

test("the call fails with the expression and the text, and the next one is none the worse for it", () => {
  const router = new PerlRouter({ real: null, compiles: true, surroundings: SURROUNDINGS });
  const after = compiled(router, "sub { $after }");
  for (const body of BODIES) {
    const code = compiled(router, `sub { ${body} }`);
    const outcome = router.call(code, [ATTACK], "list");
    assert.ok(!outcome.ok, body);
    assert.match(outcome.message, /^regular expression ".+" took too long on "x{200}\.\.\." and was stopped$/, body);
    assert.deepEqual(router.call(after, [], "scalar"), { ok: true, value: [undefined] }, body);
  }
  const code = compiled(router, "sub { $_[0] =~ /^(?=x)(x+)+$/ ? length($1) : 'no' }");
  assert.equal(router.call(code, [ATTACK], "scalar").ok, false);
  assert.deepEqual(router.call(code, ["xxx"], "scalar"), { ok: true, value: ["3"] });
  assert.deepEqual(router.call(code, ["x!"], "scalar"), { ok: true, value: ["no"] });
});
