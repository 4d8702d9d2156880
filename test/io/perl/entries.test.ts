/** Pattern match cache entries behind the operator :> ; the expectations were recorded from the reference. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type MatchVariables, variableNamed } from "../../../src/base/match-variables.js";
import type { PerlArgument, PerlResult } from "../../../src/perl/host.js";
import { makeWorld, resultOf, type World } from "./perl-for-tests.js";

const SHOW = `sub {
  my $h = $_[0];
  join("|", map { "$_=" . (defined($h->{$_}) ? "<$h->{$_}>" : "undef") } sort(keys(%$h)))
}`;

/** What ^(\w+) (?<nm>\w+)( z)?(?<un>q)? with varmap=E; a=1; u=3; miss=9 gives for the line "foo bar". */
function makeEntry(): MatchVariables {
  return {
    numbered: ["foo bar", "foo", "bar", undefined, undefined],
    named: { nm: "bar", a: "foo", u: undefined, miss: undefined },
    inputSource: "input.log",
    internalContext: undefined,
  };
}

function call(world: World, source: string, ...parameters: PerlArgument[]): PerlResult {
  return resultOf(world.perl.call(world.code(source), parameters, "scalar"))[0];
}

test("the hash holds all match variables", (context) => {
  const world = makeWorld(context);
  assert.equal(
    call(world, SHOW, { kind: "entry", entry: makeEntry() }),
    "0=<foo bar>|1=<foo>|2=<bar>|3=undef|4=undef|_inputsrc=<input.log>|_intcontext=undef|a=<foo>|miss=undef|nm=<bar>|u=undef",
  );
  const bare: MatchVariables = { numbered: ["x"], named: null, inputSource: "synthetic", internalContext: "IC" };
  assert.equal(call(world, SHOW, { kind: "entry", entry: bare }), "0=<x>|_inputsrc=<synthetic>|_intcontext=<IC>");
});

test("a number without the numbers before it, as a function's hash may hold it", (context) => {
  const world = makeWorld(context);
  const entry: MatchVariables = { ...makeEntry(), numbered: ["line"], named: null };
  entry.numbered[9] = "nine";
  assert.equal(
    call(world, SHOW, { kind: "entry", entry }),
    "0=<line>|9=<nine>|_inputsrc=<input.log>|_intcontext=undef",
  );
});

test("new, changed and deleted keys are seen in the entry", (context) => {
  const world = makeWorld(context);
  const entry = makeEntry();
  const change = `sub {
    $_[0]->{new}="N"; $_[0]->{1}="one"; delete $_[0]->{nm}; $_[0]->{12}="tw"; $_[0]->{_inputsrc}="SRC";
    $_[0]->{un}="set"; $_[0]->{"we ird"}="w"; $_[0]->{0}="zero"; delete $_[0]->{_intcontext}; 1
  }`;
  call(world, change, { kind: "entry", entry });
  const seen = Object.fromEntries(
    ["0", "1", "2", "12", "new", "nm", "_inputsrc", "un", "we ird", "a"].map((name) => [
      name,
      variableNamed(entry, name),
    ]),
  );
  assert.deepEqual(seen, {
    "0": "zero",
    "1": "one",
    "2": "bar",
    "12": "tw",
    new: "N",
    nm: undefined,
    _inputsrc: "SRC",
    un: "set",
    "we ird": "w",
    a: "foo",
  });
  assert.equal(
    call(world, SHOW, { kind: "entry", entry }),
    "0=<zero>|1=<one>|12=<tw>|2=<bar>|3=undef|4=undef|_inputsrc=<SRC>|a=<foo>|miss=undef|new=<N>|u=undef|un=<set>|we ird=<w>",
  );
});

test("values that are no strings are their text", (context) => {
  const world = makeWorld(context);
  const entry = makeEntry();
  call(world, "sub { my $h = shift; @$h{qw(r n u w)} = ([1], 1e20, undef, chr(0x263a)); 1 }", { kind: "entry", entry });
  assert.match(String(variableNamed(entry, "r")), /^ARRAY\(0x/);
  assert.equal(variableNamed(entry, "n"), "1e+20");
  assert.equal(variableNamed(entry, "u"), undefined);
  assert.equal(variableNamed(entry, "w"), "\xe2\x98\xba");
  assert.equal(
    call(world, "sub { ref($_[0]->{r}) . ref($_[0]->{w}) . length($_[0]->{w}) }", { kind: "entry", entry }),
    "ARRAY1",
  );
});

test("within an event the same entry is the same hash", (context) => {
  const world = makeWorld(context);
  const [entry, other] = [makeEntry(), makeEntry()];
  const compare = 'sub { $keep = $_[0]; join(",", map { $_ == $_[0] ? "same" : "other" } @_[1 .. $#_]) }';
  const both: PerlArgument[] = [entry, other, entry].map((each) => ({ kind: "entry", entry: each }));
  assert.equal(call(world, compare, ...both), "other,same");
  assert.equal(call(world, 'sub { $_[0] == $keep ? "same" : "other" }', { kind: "entry", entry }), "same");
});

test("a change through a kept reference is seen while the event lasts, and the hash lives on", (context) => {
  const world = makeWorld(context);
  const entry = makeEntry();
  call(world, "sub { $keep = $_[0]; 1 }", { kind: "entry", entry });
  world.values('$keep->{late} = "L"; 1');
  assert.equal(variableNamed(entry, "late"), "L");
  world.perl.forgetEntries();
  world.values('$keep->{later} = "X"; 1');
  assert.equal(variableNamed(entry, "later"), undefined);
  assert.equal(world.text("$keep->{late} . $keep->{later}"), "LX");
});

test("a change is seen when the code dies after it", (context) => {
  const world = makeWorld(context);
  const entry = makeEntry();
  const code = world.code('sub { $_[0]->{a} = "changed"; die "x\\n" }');
  assert.deepEqual(world.perl.call(code, [{ kind: "entry", entry }], "list"), { ok: false, message: "x" });
  assert.equal(variableNamed(entry, "a"), "changed");
});

test("the parameter itself can be overwritten without harm", (context) => {
  const world = makeWorld(context);
  const entry = makeEntry();
  call(world, 'sub { $_[0] = "gone"; 1 }', { kind: "entry", entry });
  assert.equal(call(world, "sub { ref($_[0]) }", { kind: "entry", entry }), "HASH");
});

test("an entry that does not exist is undef, others keep their places", (context) => {
  const world = makeWorld(context);
  const entry: PerlArgument = { kind: "entry", entry: makeEntry() };
  assert.equal(
    call(world, 'sub { join(",", map { defined($_) ? ref($_) : "undef" } @_) }', entry, undefined, entry),
    "HASH,undef,HASH",
  );
});
