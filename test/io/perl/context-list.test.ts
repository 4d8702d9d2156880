/** %main::context_list (seed case perl-reads-context-list, and the manual's example of keeping contexts). */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { makeWorld, resultOf } from "./perl-for-tests.js";

function makeContexts(...contents: (readonly [string, string])[]) {
  const all = new Map<string, string>(contents);
  return {
    all,
    contexts: {
      names: () => [...all.keys()],
      get: (name: string) => all.get(name),
      set: (name: string, state: string) => void all.set(name, state),
      delete: (name: string) => void all.delete(name),
    },
  };
}

test("names are keys; they can be looked up and deleted", (context) => {
  const { all, contexts } = makeContexts(["ONE", "1"], ["TWO", "2"], ["caf\xe9", "3"]);
  const world = makeWorld(context, { contexts });
  assert.equal(world.text('join(",", sort keys %main::context_list)'), "ONE,TWO,caf\xe9");
  assert.equal(world.text('exists($main::context_list{"ONE"}) ? "yes" : "no"'), "yes");
  assert.equal(world.text('exists($main::context_list{"NONE"}) ? "yes" : "no"'), "no");
  assert.deepEqual(world.values('$main::context_list{"NONE"}'), [undefined]);
  assert.equal(world.text("scalar(%main::context_list) ? 'some' : 'none'"), "some");
  assert.equal(
    world.text("my $n = 0; while (my ($name, $value) = each %main::context_list) { $n += ref($value) eq 'HASH' } $n"),
    "3",
  );
  const remove = world.code('sub { delete $main::context_list{$_[0]}; join(",", sort keys %main::context_list) }');
  assert.deepEqual(resultOf(world.perl.call(remove, ["TWO"], "list")), ["ONE,caf\xe9"]);
  world.values("%main::context_list = (); 1");
  assert.deepEqual([...all], []);
});

test("the manual's example: contexts kept with Storable and restored", (context) => {
  const directory = mkdtempSync(join(tmpdir(), "evcorr-test-"));
  context.after(() => rmSync(directory, { recursive: true }));
  const file = join(directory, "contexts");
  const state = '{"events":["\xe9 a","b\\n"],"\0":1}';
  const { all, contexts } = makeContexts(["MY_A", state], ["OTHER", "x"], ["MY_B", ""]);
  const world = makeWorld(context, { contexts });
  assert.equal(world.text("require Storable"), "1");
  const save = world.code(`sub { my($context, %hash); foreach $context (keys %main::context_list) {
    if ($context =~ /^MY_/) { $hash{$context} = $main::context_list{$context}; } }
    Storable::store(\\%hash, "${file}"); }`);
  const restore = world.code(`sub { my($ref, $context); $ref = Storable::retrieve("${file}");
    foreach $context (keys %{$ref}) { if ($context =~ /^MY_/)
      { $main::context_list{$context} = $ref->{$context}; } } }`);
  resultOf(world.perl.call(save, [], "list"));
  all.clear();
  resultOf(world.perl.call(restore, [], "list"));
  assert.deepEqual(
    new Map([...all].sort()),
    new Map([
      ["MY_A", state],
      ["MY_B", ""],
    ]),
  );
});

test("a value that is none of ours is refused", (context) => {
  const { all, contexts } = makeContexts();
  const world = makeWorld(context, { contexts });
  assert.equal(world.failure('$main::context_list{"A"} = 1'), "not a value of context_list");
  assert.deepEqual([...all], []);
});
