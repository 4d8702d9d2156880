import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { CodeReference } from "../../../src/perl/host.js";
import { makeWorld, resultOf } from "./perl-for-tests.js";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** How many of the functions that code returned Perl keeps for us. */
const KEPT = "scalar(keys(%Evcorr::handle_at))";

test("functions that nobody refers to any more are released in Perl, others stay", async (context) => {
  const world = makeWorld(context);
  const [kept] = world.values("sub { 'kept' }");
  for (let round = 0; round < 500; round++) world.values("my $n = 0; sub { $n++ }");
  assert.equal(world.text(KEPT), "501");
  for (let attempt = 0; attempt < 50 && world.text(KEPT) !== "1"; attempt++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.equal(world.text(KEPT), "1");
  assert.deepEqual(resultOf(world.perl.call(kept as CodeReference, [], "list")), ["kept"]);
});
