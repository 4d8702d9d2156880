import assert from "node:assert/strict";
import { test } from "node:test";
import { collectSnippets, summary } from "../../scripts/perl-snippets.js";

test("nearly all Perl code of the conformance cases runs as JavaScript", () => {
  const { own, compiled } = summary(collectSnippets(["conformance", "examples"]));
  assert.ok(own > 300, `only ${own} snippets were found`);
  // The rest has classes, evaluates texts, changes its callers' variables, or shows the order of a hash.
  assert.ok(compiled / own >= 0.95, `${compiled} of ${own}`);
});
