/** Values and contexts. What Perl gives was recorded from the reference, in which each line stood as an action. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeWorld, messageOf, resultOf } from "./perl-for-tests.js";

const VALUES: readonly (readonly [source: string, values: readonly (string | undefined)[]])[] = [
  ["(1, undef, '', 'a b', 0, 1e3)", ["1", undefined, "", "a b", "0", "1000"]],
  ["(0.1+0.2, 1/3, 1e15, 1e16, -0.0, 9**20, '00')", NUMBERS()],
  ["my @a = (4,5,6); @a", ["4", "5", "6"]],
  ['my %h = (k=>"v"); %h', ["k", "v"]],
  ["for (1..3) { }", [""]],
  ["if (0) { 1 }", ["0"]],
  ["$x = 5;", ["5"]],
  ["", []],
  ["()", []],
  ["undef", [undefined]],
  ["return (7,8); 9", ["7", "8"]],
  ["1; # comment", ["1"]],
  ["wantarray() ? 'list' : 'scalar'", ["list"]],
  ['"a" =~ /(.)/; $1', ["a"]],
  ["chr(233)", ["\xe9"]],
  ['my $s = "\\x{e9}\\x{100}"; chop $s; $s', ["\xe9"]],
  ['eval { die "in\\n" }; $@', ["in\n"]],
  ["$@", [""]],
  ["'inf'+0", ["Inf"]],
];

function NUMBERS(): string[] {
  return ["0.3", "0.333333333333333", "1e+15", "1e+16", "0", "1.21576654590569e+19", "00"];
}

test("the values of a miniprogram in list context", (context) => {
  const world = makeWorld(context);
  for (const [source, values] of VALUES) assert.deepEqual(world.values(source), values, source);
});

test("a miniprogram in scalar context has one value", (context) => {
  const world = makeWorld(context);
  assert.deepEqual(world.values("wantarray() ? 'list' : 'scalar'", "scalar"), ["scalar"]);
  assert.deepEqual(world.values("()", "scalar"), [undefined]);
  assert.deepEqual(world.values("(1,0)", "scalar"), ["0"]);
  assert.deepEqual(world.values("my @a = (0); @a", "scalar"), ["1"]);
});

test("a function gets its parameters and gives its values in the context of the call", (context) => {
  const { perl, code } = bind(makeWorld(context));
  const seen = code('sub { return join("|", scalar(@_), map { defined($_) ? $_ : "undef" } @_), wantarray }');
  assert.deepEqual(resultOf(perl.call(seen, ["a", "", "b c"], "list")), ["3|a||b c", "1"]);
  assert.deepEqual(resultOf(perl.call(seen, [], "list")), ["0", "1"]);
  assert.deepEqual(resultOf(perl.call(seen, ["a", undefined, "b"], "list")), ["3|a|undef|b", "1"]);
  assert.deepEqual(resultOf(perl.call(code("sub { wantarray ? 'list' : 'scalar' }"), [], "scalar")), ["scalar"]);
  assert.deepEqual(resultOf(perl.call(code("sub { return }"), [], "list")), []);
  assert.deepEqual(resultOf(perl.call(code("sub { return }"), [], "scalar")), [undefined]);
  assert.deepEqual(resultOf(perl.call(code("sub { my @a = (0); return @a }"), [], "scalar")), ["1"]);
});

test("a parameter that the function changes is not changed for the caller", (context) => {
  const { perl, code } = bind(makeWorld(context));
  const parameters = ["kept"];
  assert.deepEqual(resultOf(perl.call(code('sub { $_[0] = "changed"; $_[0] }'), parameters, "list")), ["changed"]);
  assert.deepEqual(parameters, ["kept"]);
});

test("a list is passed by reference", (context) => {
  const { perl, code } = bind(makeWorld(context));
  const join = code('sub { ref($_[2]) . scalar(@{$_[2]}) . ":" . join("|", @{$_[2]}) }');
  assert.deepEqual(resultOf(perl.call(join, ["a", "b", { kind: "list", values: ["10", "", "30"] }], "scalar")), [
    "ARRAY3:10||30",
  ]);
  assert.deepEqual(resultOf(perl.call(join, ["a", "b", { kind: "list", values: [] }], "scalar")), ["ARRAY0:"]);
});

test("bytes of any value and size pass both ways", (context) => {
  const { perl, code } = bind(makeWorld(context));
  const echo = code("sub { return reverse(@_) }");
  const all = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join("");
  assert.deepEqual(resultOf(perl.call(echo, [all, "", "\0"], "list")), ["\0", "", all]);
  const large = all.repeat(100_000);
  const [first, second] = resultOf(perl.call(echo, [large, "x"], "list"));
  assert.equal(first, "x");
  assert.ok(second === large);
  assert.deepEqual(resultOf(perl.call(code("sub { length($_[0]) }"), [all], "list")), ["256"]);
});

test("characters above 255 are given as UTF-8", (context) => {
  const world = makeWorld(context);
  assert.deepEqual(world.values('"\\x{e9}\\x{263a}"'), ["\xc3\xa9\xe2\x98\xba"]);
});

test("a code reference is kept under a handle and is called again", (context) => {
  const { perl, world } = bind(makeWorld(context));
  const [counter] = world.values("my $n = 40; sub { $n += $_[0] }");
  assert.ok(typeof counter === "object" && counter.kind === "code");
  assert.match(counter.text, /^CODE\(0x[0-9a-f]+\)$/);
  assert.deepEqual(resultOf(perl.call(counter, ["1"], "list")), ["41"]);
  assert.deepEqual(resultOf(perl.call(counter, ["1"], "list")), ["42"]);
  assert.deepEqual(resultOf(perl.call(world.code("sub { ref($_[0]) . $_[0]->(8) }"), [counter], "list")), ["CODE50"]);
});

test("the same function is the same reference", (context) => {
  const world = makeWorld(context);
  const [first] = world.values("sub twin { 1 } \\&twin");
  const [second] = world.values("\\&twin");
  assert.ok(typeof first === "object");
  assert.equal(first, second);
});

test("a single hash reference is spelled out, other references are text", (context) => {
  const world = makeWorld(context);
  const [hash] = world.values('+{ three => 3, e => "", u => undef, list => [1], wide => "\\x{263a}" }', "list");
  assert.ok(typeof hash === "object" && hash.kind === "hash");
  assert.match(hash.text, /^HASH\(0x[0-9a-f]+\)$/);
  const entries = new Map(hash.entries);
  assert.equal(entries.size, 5);
  assert.equal(entries.get("three"), "3");
  assert.equal(entries.get("e"), "");
  assert.ok(entries.has("u"));
  assert.equal(entries.get("u"), undefined);
  assert.match(String(entries.get("list")), /^ARRAY\(0x/);
  assert.equal(entries.get("wide"), "\xe2\x98\xba");
  assert.match(String(world.values("({ a => 1 }, 'x')")[0]), /^HASH\(0x/);
  assert.match(String(world.values("[1]")[0]), /^ARRAY\(0x/);
  assert.match(String(world.values('bless({ a => 1 }, "Foo")')[0]), /^Foo=HASH\(0x/);
  assert.match(String(world.values('bless(sub { 7 }, "Foo")')[0]), /^Foo=CODE\(0x/);
});

test("failures say what Perl says", (context) => {
  const { perl, code, world } = bind(makeWorld(context));
  assert.equal(world.failure('die "dead\\n"'), "dead");
  assert.match(world.failure("1 / 0"), /^Illegal division by zero at \(eval \d+\) line 1\.$/);
  assert.match(world.failure("sub { return 1;"), /^Missing right curly/);
  assert.match(world.failure("use strict; $undeclared = 1"), /^Global symbol "\$undeclared" requires explicit package/);
  assert.equal(messageOf(perl.call(code('sub { die "dead\\n" }'), [], "list")), "dead");
  assert.match(messageOf(perl.call(code("sub { die { code => 5 } }"), [], "list")), /^HASH\(0x/);
  assert.match(messageOf(perl.call(code("\\&undefined_function"), [], "list")), /^Undefined subroutine &main::SEC::/);
  assert.deepEqual(world.values("1"), ["1"]);
});

test("a reference whose text cannot be had is a failure", (context) => {
  const world = makeWorld(context);
  const source =
    'package Touchy; use overload q("") => sub { die "hands off\\n" }; package main::SEC; bless([], "Touchy")';
  assert.equal(world.failure(source), "hands off");
  assert.deepEqual(world.values("1"), ["1"]);
});

/** From seed case perlfunc-invalid-code-rejected. */
const DEFINITIONS: readonly (readonly [source: string, isAccepted: boolean])[] = [
  ["sub { return 1; ", false],
  ["1", false],
  ["{ sub { 1 } }", true],
  ["$x = sub { 1 }", true],
  ["\\&main::SEC::foo", true],
  ["sub { 0 } }", false],
  ["sub { 0 };", true],
  ["my $f = sub { 1 }; $f", true],
  ["'sub'", false],
  ["use strict; sub { $undeclared = 1 }", false],
  ["(sub { 0 }, sub { 1 })", true],
];

test("code is a function when it yields a code reference", (context) => {
  const { perl } = bind(makeWorld(context));
  for (const [source, isAccepted] of DEFINITIONS) {
    assert.equal(perl.compileFunction(source).ok, isAccepted, source);
  }
});

test("a loop control statement does not leave our loop", (context) => {
  const { perl, code, world } = bind(makeWorld(context));
  for (const statement of ["last", "next"]) {
    assert.match(world.failure(statement), /outside of a loop/);
    assert.match(messageOf(perl.call(code(`sub { ${statement} }`), [], "list")), /outside of a loop/);
  }
  assert.deepEqual(world.values("1"), ["1"]);
});

function bind(world: ReturnType<typeof makeWorld>) {
  return { world, perl: world.perl, code: (source: string) => world.code(source) };
}
