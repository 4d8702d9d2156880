import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeReference, PerlHost } from "../../src/perl/host.js";
import { PerlRouter } from "../../src/perl/router.js";

const NOWHERE = {
  now: () => 0,
  checkLimits: () => {},
  localTime: () => ({ second: 0, minute: 0, hour: 0, day: 1, month: 1, year: 1970, weekday: 4, isSummer: false }),
};

/** A real Perl that notes what it is asked to run. */
class Noting implements PerlHost {
  readonly asked: string[] = [];

  compileFunction(source: string): ReturnType<PerlHost["compileFunction"]> {
    this.asked.push(`compile ${source}`);
    return { ok: true, value: { kind: "code", handle: this.asked.length, text: "CODE(0x1)" } };
  }

  call(code: CodeReference): ReturnType<PerlHost["call"]> {
    this.asked.push(`call ${code.handle}`);
    return { ok: true, value: ["from perl"] };
  }

  /** A module has set handlers of warnings and deaths. */
  hasHandlers = false;

  evaluate(source: string): ReturnType<PerlHost["evaluate"]> {
    if (source.includes("@SIG{qw(__WARN__ __DIE__)}")) return { ok: true, value: [this.hasHandlers ? "1" : "0"] };
    this.asked.push(`evaluate ${source}`);
    return { ok: true, value: [undefined] };
  }

  compileRegExp(): ReturnType<PerlHost["compileRegExp"]> {
    return { ok: false, message: "none" };
  }

  forgetEntries(): void {}
}

function compiled(router: PerlRouter, source: string): CodeReference {
  const outcome = router.compileFunction(source);
  assert.ok(outcome.ok, source);
  return outcome.value;
}

test("package variables move to Perl with their values as soon as something there may use them", () => {
  const real = new Noting();
  const router = new PerlRouter({ real, compiles: true, surroundings: NOWHERE });
  const count = compiled(router, "sub { ++$count{$_[0]} }");
  const lexical = compiled(router, "sub { my $x = $_[0]; $x . '!' }");
  assert.deepEqual(router.call(count, ["a"], "scalar"), { ok: true, value: ["1"] });
  assert.deepEqual(router.call(count, ["a"], "scalar"), { ok: true, value: ["2"] });
  assert.deepEqual(real.asked, []);

  router.evaluate("require Some", "scalar");
  assert.deepEqual(real.asked, [
    "evaluate my @o; $o[0] = \\%SEC::count; %{$o[0]} = ('a',2); undef",
    "evaluate require Some",
  ]);
  assert.deepEqual(router.call(count, ["a"], "scalar"), { ok: true, value: ["from perl"] });
  assert.deepEqual(real.asked.slice(2), ["compile sub { ++$count{$_[0]} }", "call 3"]);
  assert.deepEqual(router.call(lexical, ["a"], "scalar"), { ok: true, value: ["a!"] });
  assert.equal(real.asked.length, 4);
});

test("functions and closures move with the variables that they have, and go on as the same ones", () => {
  const real = new Noting();
  const router = new PerlRouter({ real, compiles: true, surroundings: NOWHERE });
  router.evaluate("sub twice { 2 * $_[0] } $by{x} = sub { 1 }; 1", "scalar");
  const counter = compiled(router, "do { my ($n, @l) = (5); sub { push(@l, ++$n); ++$total; twice($n) } }");
  assert.deepEqual(router.call(counter, [], "scalar"), { ok: true, value: ["12"] });
  assert.deepEqual(router.call(counter, [], "scalar"), { ok: true, value: ["14"] });
  assert.deepEqual(router.evaluate("twice($total)", "scalar"), { ok: true, value: ["4"] });
  assert.deepEqual(real.asked, []);

  router.evaluate("require Some", "scalar");
  assert.equal(
    real.asked[0],
    [
      "evaluate my @o; $o[0] = \\$SEC::total; $o[1] = \\%SEC::by; $o[4] = []; $o[5] = do { \\my $s }; ",
      '\n# line 1 "(eval 1)"\nsub SEC::twice { 2 * $_[0] } $o[2] = \\&SEC::twice; ',
      "$o[3] = do { use feature 'refaliasing'; no warnings 'experimental::refaliasing'; ",
      "\\my @l = $o[4]; \\my $n = $o[5]; ",
      '\n# line 1 "(eval 2)"\nsub { push(@l, ++$n); ++$total; twice($n) } }; ',
      '$o[6] = do {  \n# line 1 "(eval 1)"\nsub { 1 } }; ',
      "$",
      "{$o[0]} = 2; %{$o[1]} = ('x',$o[6]); @{$o[4]} = (6,7); $",
      "{$o[5]} = 7; ($o[3])",
    ].join(""),
  );
});

test("a function that a pattern names before it is defined is left to Perl", () => {
  const real = new Noting();
  const router = new PerlRouter({ real, compiles: true, surroundings: NOWHERE });
  router.evaluate("sub there { 7 } 1", "scalar");
  assert.deepEqual(router.call(compiled(router, "\\&there"), [], "scalar"), { ok: true, value: ["7"] });
  assert.deepEqual(real.asked, []);
  compiled(router, "\\&later");
  assert.equal(real.asked.at(-1), "compile \\&later");
});

test("a call that gives up runs in Perl, unless it has changed something", () => {
  const real = new Noting();
  const router = new PerlRouter({ real, compiles: true, surroundings: NOWHERE });
  assert.deepEqual(router.call(compiled(router, "sub { chr($_[0]) }"), ["300"], "scalar"), {
    ok: true,
    value: ["from perl"],
  });
});

test("a call that gives up too late fails, later ones run in Perl", () => {
  const real = new Noting();
  const router = new PerlRouter({ real, compiles: true, surroundings: NOWHERE });
  const code = compiled(router, "sub { $n++; chr($_[0]) }");
  assert.deepEqual(router.call(code, ["300"], "scalar"), {
    ok: false,
    message: "it cannot go on exactly as in Perl: a character that is no byte; from now on it runs there",
  });
  assert.deepEqual(router.call(code, ["65"], "scalar"), { ok: true, value: ["from perl"] });
  assert.match(real.asked[0] ?? "", /^evaluate .*SEC::n; .* = 1;/);
});

test("all code runs in Perl once code there handles the warnings and deaths of all", () => {
  const real = new Noting();
  const router = new PerlRouter({ real, compiles: true, surroundings: NOWHERE });
  const code = compiled(router, "sub { $_[0] + 1 }");
  router.evaluate("local $SIG{__DIE__}; require Own", "scalar");
  assert.deepEqual(router.call(code, ["1"], "scalar"), { ok: true, value: ["2"] });
  router.evaluate("$SIG{__WARN__} = sub { note($_[0]) }", "scalar");
  assert.deepEqual(router.call(code, ["1"], "scalar"), { ok: true, value: ["from perl"] });
});

test("all code runs in Perl once a module that was loaded there handles warnings or deaths", () => {
  const real = new Noting();
  const router = new PerlRouter({ real, compiles: true, surroundings: NOWHERE });
  const code = compiled(router, "sub { $_[0] + 1 }");
  router.evaluate("require Own", "scalar");
  assert.deepEqual(router.call(code, ["1"], "scalar"), { ok: true, value: ["2"] });
  const loading = compiled(router, "sub { require Carp::Always; 1 }");
  real.hasHandlers = true;
  router.call(loading, [], "scalar");
  assert.deepEqual(router.call(code, ["1"], "scalar"), { ok: true, value: ["from perl"] });
});

test("without a perl only what needs it fails, with the reason", () => {
  const router = new PerlRouter({ real: null, compiles: true, surroundings: NOWHERE });
  assert.deepEqual(router.call(compiled(router, "sub { $_[0] * 2 }"), ["21"], "list"), { ok: true, value: ["42"] });
  assert.deepEqual(router.compileFunction("sub { require POSIX; 1 }"), {
    ok: false,
    needsPerl: "modules",
    message: "it needs Perl (modules), and there is none here",
  });
  const givesUp = router.call(compiled(router, "sub { chr($_[0]) }"), ["300"], "scalar");
  assert.equal(!givesUp.ok && givesUp.message, "it needs Perl (a character that is no byte), and there is none here");
  assert.equal(router.lackingFor('"$1" eq "x"'), null);
  assert.equal(router.lackingFor("print 1"), "the function print");
});

test("what code changes in a cache entry is changed in the entry", () => {
  const router = new PerlRouter({ real: null, compiles: true, surroundings: NOWHERE });
  const entry = { numbered: ["line", "one"], named: { user: "root" }, inputSource: "log", internalContext: undefined };
  const code = compiled(
    router,
    'sub { $_[0]->{failure} = 1; delete $_[0]->{user}; $_[0]->{1} .= "!"; $_[0]->{_inputsrc} }',
  );
  assert.deepEqual(router.call(code, [{ kind: "entry", entry }], "list"), { ok: true, value: ["log"] });
  assert.deepEqual(entry.numbered, ["line", "one!"]);
  assert.deepEqual(entry.named, { failure: "1" });
});

test("a sub that reads the $_ of who calls it is not compiled", () => {
  const router = new PerlRouter({ real: null, compiles: true, surroundings: NOWHERE });
  const source = "sub { my $double = sub { $_ * 2 }; join(',', map { $double->() } 1..3) }";
  const outcome = router.compileFunction(source);
  assert.equal(outcome.ok || outcome.needsPerl, "$_ of the calling code");
});
