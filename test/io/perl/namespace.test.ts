/** What all Perl code shares, and what it sees of its surroundings; recorded from the reference. */
import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { makeWorld, resultOf } from "./perl-for-tests.js";

test("code lives in the package main::SEC, whose globals all code shares", (context) => {
  const world = makeWorld(context);
  const count = world.code("sub { $n++; return ($n, __PACKAGE__) }");
  assert.deepEqual(resultOf(world.perl.call(count, [], "list")), ["1", "main::SEC"]);
  assert.deepEqual(resultOf(world.perl.call(count, [], "list")), ["2", "main::SEC"]);
  assert.equal(world.text("$n * 2"), "4");
  assert.equal(world.text("our $v = 3; $main::SEC::v + $SEC::v"), "6");
  world.values('sub foo { "foo" . shift }');
  assert.deepEqual(resultOf(world.perl.call(world.code("sub { foo($_[0]) }"), ["a"], "list")), ["fooa"]);
  world.values("my $lexical = 1;");
  assert.equal(world.text("defined($lexical) ? 'leaks' : 'gone'"), "gone");
});

test("neither a match nor a variable of ours is in sight", (context) => {
  const world = makeWorld(context);
  const look = 'join(",", map { defined($$_) ? "$_=$$_" : () } 1 .. 9, "&", "source", "pending", "frame")';
  world.perl.compileRegExp("(a)");
  const code = world.code(`sub { ${look} }`);
  assert.equal(world.text(look), "");
  assert.deepEqual(resultOf(world.perl.call(code, ["x"], "list")), [""]);
  assert.equal(world.text("scalar(@_) . (defined($_) ? 'set' : 'unset')"), "0unset");
});

test("the special variables are as the reference has them", (context) => {
  const program = { name: "/usr/bin/sec", arguments: ["--conf=*.sec", "--input=input.log"] };
  const world = makeWorld(context, { program });
  assert.equal(world.text("$$"), String(process.pid));
  assert.equal(world.text("getppid()"), String(process.ppid));
  assert.equal(world.text('"$0|@ARGV"'), "/usr/bin/sec|--conf=*.sec --input=input.log");
  assert.equal(world.text('"W=$^W|$|"'), "W=1|0");
  assert.deepEqual(world.values('($, , $\\, $/, $;, $", select())'), [
    undefined,
    undefined,
    "\n",
    "\x1c",
    " ",
    "main::STDOUT",
  ]);
  const signals =
    'join(",", map { ref($SIG{$_}) ? "$_=CODE" : "$_=$SIG{$_}" } sort(grep { defined($SIG{$_}) } keys(%SIG)))';
  assert.equal(
    world.text(signals),
    "ABRT=CODE,FPE=IGNORE,HUP=CODE,INT=CODE,IOT=CODE,PIPE=IGNORE,TERM=CODE,USR1=CODE,USR2=CODE",
  );
});

test("warnings go to standard error", (context) => {
  const world = makeWorld(context);
  const code = world.code('sub { my $u; my $x = "warn".$u; "3x"+1 }');
  assert.deepEqual(resultOf(world.perl.call(code, [], "list")), ["4"]);
  assert.match(
    world.errors,
    /^Use of uninitialized value \$u in concatenation \(\.\) or string at \(eval \d+\) line 1\.\n/,
  );
  assert.match(world.errors, /Argument "3x" isn't numeric in addition \(\+\) at \(eval \d+\) line 1\.\n$/);
});

test("nothing of ours warns", (context) => {
  const world = makeWorld(context, { contexts: NO_CONTEXTS, clock: () => 1_700_000_000 });
  world.values("undef");
  world.values("+{ u => undef }");
  world.failure('die "x\\n"');
  world.values("exists($main::context_list{a}); delete($main::context_list{a}); 1");
  world.values("require Time::HiRes; Time::HiRes::time(); sleep(1); localtime(); 1");
  world.perl.call(world.code("sub { @_ }"), [undefined, { kind: "list", values: [] }], "list");
  world.perl.compileRegExp("(a)?b")?.ok;
  world.perl.flush();
  world.perl.close();
  assert.equal(world.errors, "");
  assert.equal(world.perl.unavailableReason, "Perl is not run any more");
});

const NO_CONTEXTS = { names: () => [], get: () => undefined, set: () => {}, delete: () => {} };

test("modules that the correlator has loaded can be named, others are required", (context) => {
  const world = makeWorld(context);
  assert.equal(world.text("POSIX::floor(2.7)"), "2");
  assert.equal(world.text('Socket::inet_ntoa(Socket::inet_aton("127.0.0.1"))'), "127.0.0.1");
  assert.equal(world.text("File::Basename::basename('/a/b')"), "b");
  assert.equal(world.text("(require Storable) ? 'yes' : 'no'"), "yes");
  assert.match(world.failure("require No::Such::Module"), /^Can't locate No\/Such\/Module\.pm in @INC/);
});

test("a module of the user's own is used through its functions", (context) => {
  const directory = mkdtempSync(join(tmpdir(), "evcorr-test-"));
  context.after(() => rmSync(directory, { recursive: true }));
  const file = join(directory, "Stuff.pm");
  writeFileSync(
    file,
    'package Stuff; my $seen = 0; sub matches { $seen++; $_[0] =~ /needle/ ? "found $seen" : 0 } 1;\n',
  );
  const world = makeWorld(context);
  assert.equal(world.text(`require '${file}'`), "1");
  const code = world.code("sub { return Stuff::matches($_[0]) }");
  assert.deepEqual(resultOf(world.perl.call(code, ["hay"], "list")), ["0"]);
  assert.deepEqual(resultOf(world.perl.call(code, ["a needle"], "list")), ["found 2"]);
});

test("directory, umask and environment are ours, also when Perl code changes them", (context) => {
  const [directory, umask, environment] = [process.cwd(), process.umask(), { ...process.env }];
  const elsewhere = realpathSync(mkdtempSync(join(tmpdir(), "evcorr-test-")));
  context.after(() => {
    process.chdir(directory);
    process.umask(umask);
    for (const name of Object.keys(process.env)) if (environment[name] === undefined) delete process.env[name];
    Object.assign(process.env, environment);
    rmSync(elsewhere, { recursive: true });
  });
  process.umask(0o027);
  process.env.EVCORR_GIVEN = "given";
  const world = makeWorld(context);
  assert.equal(world.text("require Cwd; Cwd::getcwd()"), directory);
  assert.equal(world.text("umask"), String(0o027));
  assert.equal(world.text("$ENV{EVCORR_GIVEN}"), "given");
  world.values(`chdir("${elsewhere}"); umask(077); 1`);
  assert.equal(process.cwd(), elsewhere);
  assert.equal(process.umask(), 0o077);
  const change = world.code("sub { $ENV{EVCORR_MADE} = $_[0]; delete($ENV{EVCORR_GIVEN}); 1 }");
  resultOf(world.perl.call(change, ["caf\xc3\xa9"], "list"));
  assert.equal(process.env.EVCORR_MADE, "caf\u00e9");
  assert.equal(process.env.EVCORR_GIVEN, undefined);
});
