import assert from "node:assert/strict";
import { test } from "node:test";
import { readable, runCompiled, runInPerl, type SnippetCase } from "../../fuzz/perl-code-run.js";

/** Elements of lists and of @_ are the variables themselves: what code does to them is seen there. */
const BODIES = [
  "my $f = sub { $_[0]++; $_[1] .= 'x' }; my ($x, $y) = (1, 'y'); $f->($x, $y); \"$x$y\"",
  "my $f = sub { s/a/b/ for @_ }; my $l = 'aa'; $f->($l); $l",
  "my $f = sub { for my $p (@_) { $p = 'new' } }; my @l = (1, 2); $f->(@l, $l[0]); \"@l\"",
  'my $f = sub { chomp(@_) }; my $l = "a\\n"; $f->($l); length($l)',
  'my $f = sub { @_[0, 1] = @_[1, 0] }; my ($p, $q) = (1, 2); $f->($p, $q); "$p$q"',
  'my $f = sub { ($_[0], $_[1]) = (8, 9) }; my ($p, $q) = (1, 2); $f->($p, $q); "$p$q"',
  "my $f = sub { substr($_[0], 0, 1) = 'Z' }; my $p = 'abc'; $f->($p); $p",
  "my $f = sub { substr($_[0], 0, 1, 'Z') }; my $p = 'abc'; $f->($p); $p",
  "my $f = sub { shift; $_[0] =~ tr/a/b/ }; my ($p, $q) = ('a', 'a'); $f->($p, $q); \"$p$q\"",
  "my $f = sub { my $g = sub { $_[0]++ }; $g->($_[0]) }; my $p = 1; $f->($p); $p",
  "my $f = sub { push(@{$_[0]}, 1) }; my $l; $f->($l); ref($l)",
  "my $f = sub { $_[0]->{x} = 1 }; my $l; $f->($l); ref($l)",
  'my $f = sub { $_[0]->{x}++; push(@{$_[1]}, 2) }; my ($h, $l) = ({}, []); $f->($h, $l); "$h->{x}@$l"',
  "my $f = sub { my @c = @_; $_ .= 'x' for @c; $c[0] = 'n'; \"@c\" }; my $p = 1; $f->($p) . $p",
  "$_[0] =~ s/a/b/; $_[2] = 'new'; $_ .= '!' for @_; \"$_[0]$_[2]\"",
  "my @a = ('ab', 'cd'); for (@a) { substr($_, 0, 1, '') } \"@a\"",
  "my @a = ('ab', 'cd'); for my $x (@a) { substr($x, 0, 1) = 'zz' } \"@a\"",
  "my @a = (undef, undef); for my $x (@a) { $x->{a} = 1 } join(',', map { ref } @a)",
  "my @a = (undef, [2]); for (@a) { push(@$_, 1) } join(',', map { ref } @a)",
  "my @a = (undef, { a => 1 }); my @b = map { $_->{a} } @a; join(',', map { ref } @a)",
  "my $h = {}; my @l = map { $_ } @{$h->{a}}; my @m = grep { $_ } @{$h->{b}}; join(',', sort(keys(%$h)))",
  "my $h = {}; for my $i (0 .. $#{$h->{q}}) { } my $n = $#{$h->{w}}; join(',', sort(keys(%$h)))",
  'my ($a, $b) = (1, 2); my @r = sort { $a <=> $b } (3, 1); "@r"',
  `my $x = "a"; my @x = (5); my %x = (k => 6); "\${x}[0] \${ x }{k} \${x}->[0] @{x}[0] $x[0] $x{k}"`,
];

test("what code does to elements and parameters is seen as in perl, or the code is left to it", () => {
  const cases: SnippetCase[] = BODIES.map((body) => ({
    source: `sub { ${body} }`,
    calls: [{ list: true, arguments: ["a1", ["x", "y"], "c"] }],
  }));
  const expected = runInPerl(cases);
  const results = cases.map((snippet, index) => runCompiled(snippet, index + 1));
  results.forEach((result, index) => {
    if (result.kind === "ran") assert.equal(readable(result.text), readable(expected[index] as string), BODIES[index]);
  });
  const ran = results.filter(({ kind }) => kind === "ran").length;
  assert.ok(ran >= 4, `only ${ran} were compiled`);
});
