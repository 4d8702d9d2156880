/** Whatever Perl code does, the host lives and says what happened. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { makeWorld, messageOf, resultOf } from "./perl-for-tests.js";

const LOST = "Perl is started anew when it is needed, variables set by Perl code are lost";

test("code that loops for ever is stopped; functions are there again, variables are not", (context) => {
  const world = makeWorld(context, { timeout: 1.5 });
  const count = world.code("sub { ++$n }");
  const expression = resultOf(world.perl.compileRegExp("(b+)"));
  resultOf(world.perl.call(count, [], "list"));
  const start = performance.now();
  assert.equal(world.failure("1 while 1"), "Perl code ran for more than 1.5 seconds and was stopped");
  assert.ok(performance.now() - start > 1490);
  assert.deepEqual(world.log, [`2 Perl code ran for more than 1.5 seconds and was stopped; ${LOST}`]);
  assert.deepEqual(resultOf(world.perl.call(count, [], "list")), ["1"]);
  assert.deepEqual(expression.match("abb"), { numbered: ["bb", "bb"], named: null });
});

test("neither a signal handler nor alarm() of the code's own protects it from the limit", (context) => {
  const world = makeWorld(context, { timeout: 1.5 });
  const source = "$SIG{$_} = 'IGNORE' for qw(ALRM TERM INT); alarm(0); eval { while (1) { eval { sleep(1) } } }";
  assert.match(world.failure(source), /^Perl code ran for more than/);
  assert.equal(world.text("1"), "1");
});

test("an expression that backtracks for ever is stopped", (context) => {
  const world = makeWorld(context, { timeout: 1.5 });
  const expression = resultOf(world.perl.compileRegExp("^(?:(x+x+)+(?<!y))+\\1{3}q$"));
  assert.equal(expression.match("x".repeat(64)), null);
  assert.match(world.log.join(), /Perl code ran for more than/);
});

test("an expression that is cut off says so", (context) => {
  const world = makeWorld(context, { timeout: 1 });
  const expression = resultOf(world.perl.compileRegExp("^((x+x+)+(?1)?)+q$"));
  assert.equal(expression.test("x".repeat(64)), false);
  assert.equal(expression.wasStopped, true);
  assert.equal(expression.test("xxxq"), true);
  assert.equal(expression.wasStopped, false);
  assert.equal(world.log.length, 1);
});

test("the limit can be changed while Perl runs, and lifted", (context) => {
  const world = makeWorld(context, { timeout: 60 });
  assert.equal(world.text("1"), "1");
  world.perl.timeout = 1;
  assert.equal(world.failure("1 while 1"), "Perl code ran for more than 1 seconds and was stopped");
  world.perl.timeout = 0;
  assert.equal(world.text("select(undef, undef, undef, 1.5); 'slept'"), "slept");
});

test("a limit counts for each call alone", (context) => {
  const world = makeWorld(context, { timeout: 3 });
  for (let call = 0; call < 4; call++) assert.equal(world.text("select(undef, undef, undef, 0.5); 1"), "1");
  assert.deepEqual(world.log, []);
});

test("recursion without end is stopped when it needs too much memory", (context) => {
  const world = makeWorld(context, { memoryMax: 150e6, timeout: 60 });
  assert.equal(world.failure("sub down { down(@_, 1) } down()"), "Perl code used too much memory and was stopped");
  assert.equal(world.text("1"), "1");
});

for (const [what, source] of [
  ["kills its process", 'kill(9, readlink("/proc/self"))'],
  ["kills the process that it takes for its own", "kill(9, $$)"],
  ["kills it by name", "kill KILL => $$; sleep(5)"],
  ["leaves by _exit", "POSIX::_exit(3)"],
  ["runs another program instead", 'exec("true")'],
  ["closes our descriptors", "POSIX::close($_) for 3 .. 20"],
] as const) {
  test(`code that ${what}`, (context) => {
    const world = makeWorld(context);
    assert.equal(world.failure(source), "the Perl process has ended");
    assert.deepEqual(world.log, [`2 the Perl process has ended; ${LOST}`]);
    assert.equal(world.text("1 + 1"), "2");
  });
}

test("a process that has died between two calls is replaced, and the call is made", (context) => {
  const world = makeWorld(context);
  const count = world.code("sub { ++$n }");
  const id = world.text('readlink("/proc/self")');
  process.kill(Number(id), "SIGKILL");
  execFileSync("sh", ["-c", `while kill -0 ${id} 2>/dev/null && ! grep -q 'State:.Z' /proc/${id}/status; do :; done`]);
  assert.deepEqual(resultOf(world.perl.call(count, [], "list")), ["1"]);
  assert.equal(world.log.length, 1);
});

test("a function that eval made is gone with its process and cannot be mistaken for a later one", (context) => {
  const world = makeWorld(context);
  const [old] = world.values("sub { 'old' }");
  assert.ok(typeof old === "object" && old.kind === "code");
  world.failure('kill(9, readlink("/proc/self"))');
  const [later] = world.values("sub { 'later' }");
  assert.ok(typeof later === "object" && later.kind === "code");
  assert.equal(messageOf(world.perl.call(old, [], "list")), "not a function that exists (any more)");
  assert.deepEqual(resultOf(world.perl.call(later, [], "list")), ["later"]);
});

test("signals that are sent to the whole process group do not end Perl", (context) => {
  const world = makeWorld(context);
  const id = world.text('readlink("/proc/self")');
  for (const signal of ["SIGHUP", "SIGINT", "SIGTERM", "SIGABRT", "SIGUSR1", "SIGUSR2"])
    process.kill(Number(id), signal);
  assert.equal(world.text('readlink("/proc/self")'), id);
});

test("signals that we handle reach us under $$, others only Perl", (context) => {
  const raised: string[] = [];
  const world = makeWorld(context, { raise: (signal) => raised.push(signal) });
  assert.equal(world.text("kill(0, $$)"), "1");
  assert.equal(world.text("my $n = 0; local $SIG{ALRM} = sub { $n++ }; kill(ALRM => $$); kill(14, $$); $n"), "2");
  assert.deepEqual(raised, []);
  assert.equal(world.text("kill(SIGUSR2 => $$) + kill('HUP', $$, $$) + kill(15, $$)"), "4");
  assert.deepEqual(raised, ["USR2", "HUP", "HUP", "TERM"]);
});

test("a signal for us is raised in our process", async (context) => {
  const world = makeWorld(context);
  const alive = setInterval(() => {}, 1000);
  const received = new Promise((resolve) => process.once("SIGUSR2", resolve));
  assert.equal(world.text("kill(USR2 => $$)"), "1");
  await received;
  clearInterval(alive);
});

test("a child that code forks and that comes back does not answer in our place", (context) => {
  const world = makeWorld(context);
  const source = 'my $p = fork(); if ($p) { waitpid($p, 0); "parent $?" } else { print "child\\n"; "child" }';
  assert.equal(world.text(source), "parent 0");
  assert.equal(world.text('my $p = open(my $f, "-|"); defined($p) && $p ? "got " . <$f> : "child"'), "got ");
  assert.equal(world.text("my $p = fork(); if (!$p) { exit(3) } waitpid($p, 0); $? >> 8"), "3");
  assert.equal(world.text("my $p = fork(); if (!$p) { exit($$ == getppid() ? 1 : 0) } waitpid($p, 0); $? >> 8"), "0");
  assert.deepEqual(world.exits, []);
  assert.equal(world.text("2"), "2");
  assert.equal(world.output, "child\n");
});

test("a child left behind does not hold the host up", (context) => {
  const world = makeWorld(context, { timeout: 20 });
  const id = world.text("my $p = fork(); if (!$p) { close(STDOUT); sleep(100); exit(0) } $p");
  context.after(() => process.kill(Number(id), "SIGKILL"));
  const start = performance.now();
  assert.equal(world.failure('kill(9, readlink("/proc/self"))'), "the Perl process has ended");
  world.perl.close();
  assert.ok(performance.now() - start < 15_000);
});

test("an END block without end is stopped", (context) => {
  const world = makeWorld(context, { timeout: 1.5 });
  world.values("END { 1 while 1 } 1");
  world.perl.close();
  assert.deepEqual(world.log, ["2 Perl code ran for more than 1.5 seconds and was stopped"]);
  assert.equal(world.perl.unavailableReason, "Perl is not run any more");
});

test("without a perl on the machine nothing is thrown", (context) => {
  const world = makeWorld(context, { perl: "no-such-perl" });
  assert.equal(world.perl.available(), false);
  assert.equal(world.perl.unavailableReason, "no program no-such-perl is installed");
  assert.equal(world.failure("1"), "no program no-such-perl is installed");
  assert.equal(world.perl.compileFunction("sub { 1 }").ok, false);
  assert.equal(world.perl.compileRegExp("a").ok, false);
  world.perl.forgetEntries();
  world.perl.flush();
});

test("a program that is no perl is not taken for one", (context) => {
  const directory = mkdtempSync(join(tmpdir(), "evcorr-test-"));
  context.after(() => rmSync(directory, { recursive: true }));
  const program = join(directory, "perl");
  writeFileSync(program, "#!/bin/sh\nexit 1\n");
  chmodSync(program, 0o755);
  const world = makeWorld(context, { perl: program });
  assert.equal(world.perl.available(), true);
  assert.equal(world.failure("1"), "Perl cannot be started: it ended at its start");
  assert.equal(world.perl.available(), false);
  assert.deepEqual(world.log, ["2 Perl cannot be started: it ended at its start"]);
});

test("a perl that cannot be started again is tried anew once a second, and what happens is said once", (context) => {
  const directory = mkdtempSync(join(tmpdir(), "evcorr-test-"));
  context.after(() => rmSync(directory, { recursive: true }));
  const program = join(directory, "perl");
  const install = (): void => writeFileSync(program, '#!/bin/sh\nexec perl "$@"\n', { mode: 0o755 });
  install();
  const world = makeWorld(context, { perl: program });
  const double = world.code("sub { 2 * $_[0] }");
  rmSync(program);
  assert.equal(world.failure("kill(9, $$)"), "the Perl process has ended");
  const why = `Perl cannot be started: ${program} cannot be run`;
  for (let call = 0; call < 3; call++) assert.equal(messageOf(world.perl.call(double, ["4"], "list")), why);
  assert.deepEqual(world.log.slice(1), [`2 ${why}; it is tried again`]);
  install();
  let answer = world.perl.call(double, ["4"], "list");
  while (!answer.ok) answer = world.perl.call(double, ["4"], "list");
  assert.deepEqual(answer.value, ["8"]);
  assert.deepEqual(world.log.slice(2), ["4 Perl has been started again"]);
  assert.equal(world.perl.available(), true);
});

test("Perl is started when it is first needed", (context) => {
  const world = makeWorld(context, { perl: "false" });
  assert.equal(world.perl.available(), true);
  world.perl.forgetEntries();
  world.perl.flush();
  world.perl.close();
  assert.deepEqual(world.log, []);
});

test("a call out of a call is refused", (context) => {
  const contexts = {
    names: () => [resultOf(world.perl.evaluate("1", "list"))[0] as string],
    get: () => undefined,
    set: () => {},
    delete: () => {},
  };
  const world = makeWorld(context, { contexts });
  assert.throws(() => world.perl.evaluate("keys(%main::context_list)", "list"), /Perl code is being run already/);
});
