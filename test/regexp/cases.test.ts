/** Each construct of Perl's regular expressions: our matches and captures against what perl recorded. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { compileRegExp } from "../../src/regexp/index.js";
import { type Case, constructs, type Outcome, parseCases, readText } from "./records.js";

function outcomeOf({ pattern, subject }: Case): Outcome | string {
  const compiled = compileRegExp(pattern);
  if (compiled.kind === "unsupported") return `unsupported: ${compiled.feature}`;
  if (compiled.kind === "invalid") return "invalid";
  const match = compiled.regexp.match(subject);
  assert.equal(compiled.regexp.test(subject), match !== null, "test() and match() agree");
  if (match === null) return "no match";
  const groups = match.numbered.map((value) => value ?? null);
  const named = Object.entries(match.named ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return named.length === 0 ? { groups } : { groups, names: Object.fromEntries(named.sort()) };
}

const CONSTRUCTS = constructs();

test("there are recorded cases", () => {
  assert.ok(CONSTRUCTS.length > 20);
});

for (const construct of CONSTRUCTS) {
  test(`${construct}: matched as perl does`, () => {
    const cases = parseCases(readText(construct));
    assert.ok(cases.length > 0);
    const actual = cases.map((one) => ({ ...one, outcome: outcomeOf(one) }));
    assert.deepEqual(actual, cases);
  });
}
