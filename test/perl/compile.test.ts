import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readable, runCompiled, runInPerl, type SnippetCase } from "../../fuzz/perl-code-run.js";

/** One a line; called in list and in scalar context. */
function casesOf(file: string): SnippetCase[] {
  return linesOf(file).map((line) => ({
    source: `sub { ${line} }`,
    calls: [
      { list: true, arguments: ["a=1 b=22 kernel: IN=eth0 OUT= X", ["x", "y", "x"]] },
      { list: false, arguments: ["17", []] },
    ],
  }));
}

function linesOf(file: string): string[] {
  return readFileSync(`test/perl/${file}`, "latin1").trim().split("\n");
}

test("snippets that are compiled do the same as in perl", () => {
  const cases = ["snippets.txt", "edges.txt"].flatMap(casesOf);
  const expected = runInPerl(cases);
  cases.forEach((snippet, index) => {
    const result = runCompiled(snippet, index + 1);
    assert.equal(result.kind, "ran", `${snippet.source}: ${result.kind === "left" ? result.reason : ""}`);
    assert.equal(
      readable(result.kind === "ran" ? result.text : ""),
      readable(expected[index] as string),
      snippet.source,
    );
  });
});

test("snippets that cannot be exact, or are not worth it, do the same as in perl or are left to it", () => {
  const cases = casesOf("left.txt");
  const expected = runInPerl(cases);
  cases.forEach((snippet, index) => {
    const result = runCompiled(snippet, index + 1);
    if (result.kind === "ran") assert.equal(readable(result.text), readable(expected[index] as string), snippet.source);
  });
});

/** In perl these use memory that was freed. */
const GONE = [
  'my %h = (b => 2); $h{x}{do { undef %h; "c" }} = 1; scalar(%h)',
  'my %h = (b => 2); my $v = $h{x}{do { %h = (); "c" }}; scalar(%h)',
  'my %h = (b => 2); my $v = exists $h{x}{do { delete $h{x}; "c" }}; scalar(%h)',
  "my %h = (b => 2); $h{x}[do { $h{x} = 3; 2 }]++; scalar(%h)",
  "my @h = (2); $h[1][do { undef @h; 2 }] = 1; scalar(@h)",
  "my $h = { b => 2 }; $h->{do { undef $h; 'c' }} = 1; defined($h)",
  "my %h; push @{$h{x}{c}}, do { undef %h; 5 }; scalar(%h)",
  "my %h; splice(@{$h{l}}, 0, 0, do { delete $h{l}; 'c' }); scalar(%h)",
  "my %h; my $f = sub { undef %h; 'c' }; $h{x}{$f->()} = 1; scalar(%h)",
  "my %h; my @l = @{$h{x}}{do { undef %h; 'c' }}; scalar(%h)",
];

test("code that changes what holds an element, while its index is worked out, is left to perl", () => {
  for (const body of GONE) {
    const result = runCompiled({ source: `sub { ${body} }`, calls: [] }, 1);
    assert.equal(result.kind, "left", body);
  }
});
