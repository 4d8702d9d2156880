import assert from "node:assert/strict";
import { test } from "node:test";
import type { MatchVariables } from "../../src/base/match-variables.js";
import { NO_VALUES } from "../../src/base/template.js";
import { Buffers, type PatternFaults } from "../../src/engine/buffers.js";
import { bindPattern, matchPattern, PATTERN_TYPES, type Pattern, SETS_VARIABLES } from "../../src/patterns/index.js";
import type { PerlResult } from "../../src/perl/host.js";
import { type CompiledRegExp, compileRegExp } from "../../src/regexp/index.js";
import { makeRuleSet } from "../../testing/rule-sets.js";
import { ScriptedPerl } from "../../testing/scripted-perl.js";

const NO_FAULTS: PatternFaults = { perlFailed: () => {}, matchStopped: () => {} };
const NO_PERL = new ScriptedPerl({ "sub { f }": () => [] });

/** The pattern of a rule with these fields. */
function patternOf(ptype: string, text: string, more = "", perl = NO_PERL): Pattern {
  const rules = makeRuleSet(`type=Suppress\nptype=${ptype}\npattern=${text}\n${more}`, { perl });
  const [rule] = rules.files[0]?.rules ?? [];
  assert.ok(rule?.type === "Suppress");
  return rule.condition.pattern;
}

function buffersWith(lines: readonly string[], perl = NO_PERL): Buffers {
  const buffers = new Buffers(3, true, perl, NO_FAULTS);
  for (const line of lines) buffers.add(line, "in.log");
  return buffers;
}

function match(ptype: string, text: string, lines: string | readonly string[], more = ""): unknown {
  return matchPattern(patternOf(ptype, text, more), buffersWith(typeof lines === "string" ? [lines] : lines));
}

function variables(numbered: MatchVariables["numbered"], named: MatchVariables["named"] = null): MatchVariables {
  return { numbered, named, inputSource: "in.log", internalContext: undefined };
}

test("SubStr finds its string, escapes replaced, and sets no variables", () => {
  assert.equal(match("SubStr", "a.c", "xa.cx"), null);
  assert.equal(match("SubStr", "a.c", "xabcx"), undefined);
  assert.equal(match("SubStr", "a\\tb", "a\tb"), null);
  assert.equal(match("SubStr", "a\\sb", "a b"), null);
  assert.equal(match("SubStr", "a\\\\b", "a\\b"), null);
  assert.equal(match("SubStr", "a\\qb", "a\\qb"), null);
  assert.equal(match("SubStr2", "a\\nb", ["a", "b"]), null);
  assert.equal(match("NSubStr", "a", "b"), null);
  assert.equal(match("NSubStr", "a", "a"), undefined);
});

test("RegExp sets $0 to all of the lines, groups and named groups", () => {
  assert.deepEqual(match("RegExp", "(b)(x)?(?<n>c)", "abcd"), variables(["abcd", "b", undefined, "c"], { n: "c" }));
  assert.equal(match("RegExp", "^b", "abcd"), undefined);
  assert.deepEqual(match("RegExp2", "^(.*)\\n(.*)$", ["z", "a", "b"]), {
    ...variables(["a\nb", "a", "b"]),
    inputSource: "in.log in.log",
  });
});

// Manual: PAIRWITHWINDOW RULE (end); the conformance case regexp-without-groups-sets-dollar-one-to-1.
test("RegExp without groups sets $1 to 1", () => {
  assert.deepEqual(match("RegExp", "b", "abc"), variables(["abc", "1"]));
  assert.deepEqual(match("RegExp", "(?:b)", "abc"), variables(["abc", "1"]));
});

test("NRegExp matches what RegExp does not, and sets $0 alone", () => {
  assert.deepEqual(match("NRegExp", "(x)", "abc"), variables(["abc"]));
  assert.equal(match("NRegExp", "(b)", "abc"), undefined);
});

test("TValue matches always or never", () => {
  assert.equal(match("TValue", "True", "x"), null);
  assert.equal(match("TValue", "false", "x"), undefined);
});

test("a variable map names groups, takes precedence, and caches a copy of the match", () => {
  const pattern = patternOf("RegExp", "(?<n>a)(b)", "varmap=E; n=2; all=0; none=7; F\n");
  const buffers = buffersWith(["ab"]);
  const result = matchPattern(pattern, buffers) as MatchVariables;
  const expected = variables(["ab", "a", "b"], { n: "b", all: "ab", none: undefined });
  assert.deepEqual(result, expected);
  assert.deepEqual(
    [...buffers.cache],
    [
      ["E", expected],
      ["F", expected],
    ],
  );
  result.numbered[1] = "changed";
  assert.deepEqual(buffers.cache.get("E"), expected);
  assert.notEqual(buffers.cache.get("E"), buffers.cache.get("F"));
});

test("a pattern that does not match caches nothing", () => {
  const buffers = buffersWith(["x"]);
  matchPattern(patternOf("RegExp", "(a)", "varmap=E\n"), buffers);
  assert.equal(buffers.cache.size, 0);
});

test("Cached gives the variables of the entry, NCached matches when there is none", () => {
  const buffers = buffersWith(["ab"]);
  const cached = patternOf("Cached", "E");
  const absent = patternOf("NCached", "E");
  assert.equal(matchPattern(cached, buffers), undefined);
  assert.equal(matchPattern(absent, buffers), null);
  matchPattern(patternOf("RegExp", "(b)", "varmap=E\n"), buffers);
  assert.deepEqual(matchPattern(cached, buffers), variables(["ab", "b"]));
  assert.equal(matchPattern(absent, buffers), undefined);
});

test("PerlFunc: one value must be true, several always match, a hash names variables, a failure never matches", () => {
  const hash = {
    kind: "hash",
    entries: [
      ["n", "v"],
      ["2", "two"],
    ],
    text: "HASH(0x1)",
  } as const;
  const table: readonly (readonly [values: readonly PerlResult[] | Error, match: unknown, negated: unknown])[] = [
    [["x"], variables(["abc", "x"]), undefined],
    [["0"], undefined, variables(["abc"])],
    [[""], undefined, variables(["abc"])],
    [[undefined], undefined, variables(["abc"])],
    [[], undefined, variables(["abc"])],
    [["0.0"], variables(["abc", "0.0"]), undefined],
    [["0", "0"], variables(["abc", "0", "0"]), undefined],
    [[undefined, undefined], variables(["abc", undefined, undefined]), undefined],
    [[hash], variables(["abc", undefined, "two"] as string[], { n: "v" }), undefined],
    [new Error("it died"), undefined, undefined],
  ];
  for (const [values, expected, negated] of table) {
    const perl = new ScriptedPerl({
      "sub { f }": () => {
        if (values instanceof Error) throw values;
        return values;
      },
    });
    const buffers = buffersWith(["abc"], perl);
    const place = JSON.stringify(values);
    assert.deepEqual(
      numberedAsList(matchPattern(patternOf("PerlFunc", "sub { f }", "", perl), buffers)),
      expected,
      place,
    );
    assert.deepEqual(matchPattern(patternOf("NPerlFunc", "sub { f }", "", perl), buffers), negated, place);
  }
});

/** Holes in the list of numbered variables are unset ones. */
function numberedAsList(result: MatchVariables | null | undefined): unknown {
  return result && { ...result, numbered: Array.from(result.numbered) };
}

test("PerlFunc is given the lines and the names of their inputs", () => {
  let given: unknown;
  const perl = new ScriptedPerl({
    "sub { f }": (parameters) => {
      given = parameters;
      return ["1"];
    },
  });
  matchPattern(patternOf("PerlFunc2", "sub { f }", "", perl), buffersWith(["a", "b", "c"], perl));
  assert.deepEqual(given, ["b", "c", "in.log", "in.log"]);
});

test("a failing Perl function is reported with its pattern", () => {
  const perl = new ScriptedPerl({
    "sub { f }": () => {
      throw new Error("it died");
    },
  });
  const reported: string[] = [];
  const buffers = new Buffers(1, true, perl, {
    ...NO_FAULTS,
    perlFailed: (pattern, message) => reported.push(`${pattern.source}: ${message}`),
  });
  buffers.add("x", "in.log");
  matchPattern(patternOf("PerlFunc", "sub { f }", "", perl), buffers);
  assert.deepEqual(reported, ["sub { f }: it died"]);
});

test("an expression that takes too long is reported, and matches neither as such nor negated", () => {
  const slow: CompiledRegExp = { source: "a", engine: "v8", wasStopped: true, match: () => null, test: () => false };
  const reported: string[] = [];
  const buffers = new Buffers(1, true, NO_PERL, {
    ...NO_FAULTS,
    matchStopped: (pattern, text) => reported.push(`${pattern.type} ${pattern.source} on ${text}`),
  });
  buffers.add("xyz", "in.log");
  for (const type of ["RegExp", "NRegExp"]) {
    const pattern = { ...patternOf(type, "a"), regexp: slow } as Pattern;
    assert.equal(matchPattern(pattern, buffers), undefined);
  }
  assert.deepEqual(reported, ["RegExp a on xyz", "NRegExp a on xyz"]);
});

/** The second pattern of a Pair rule, bound to a match of its first. */
function bound(ptype: string, text: string, first: MatchVariables | null): Pattern | null {
  const rules = makeRuleSet(
    `type=Pair\nptype=RegExp\npattern=^(\\S*) ?(.*)\ndesc=d\naction=none\nptype2=${ptype}\npattern2=${text}\ndesc2=d\naction2=none\nwindow=0\n`,
  );
  const [rule] = rules.files[0]?.rules ?? [];
  assert.ok(rule?.type === "Pair");
  return bindPattern(rule.condition2.pattern, { ...NO_VALUES, match: first }, (source) => {
    const compiled = compileRegExp(source);
    return compiled.kind === "compiled" ? compiled.regexp : null;
  });
}

test("second patterns: values are text, special characters masked; an invalid expression is none", () => {
  const first = variables(["a.b( x", "a.b(", "x"]);
  const regexp = bound("RegExp", "^up $1 (\\d)$", first) as Pattern;
  assert.deepEqual(matchPattern(regexp, buffersWith(["up a.b( 7"])), variables(["up a.b( 7", "7"]));
  assert.equal(matchPattern(regexp, buffersWith(["up aXb( 7"])), undefined);
  const subStr = bound("SubStr", "up $1", first) as Pattern;
  assert.equal(matchPattern(subStr, buffersWith(["up a.b("])), null);
  assert.equal(matchPattern(subStr, buffersWith(["up $1"])), undefined);
  assert.equal(bound("RegExp", "[$2-$1]", first), null);
});

test("binding one operation's pattern leaves the rule's own alone", () => {
  const one = bound("SubStr", "<$1>", variables(["a", "a"])) as Pattern;
  const other = bound("SubStr", "<$1>", variables(["b", "b"])) as Pattern;
  assert.deepEqual(
    [one, other].map((pattern) => matchPattern(pattern, buffersWith(["<b>"]))),
    [undefined, null],
  );
});

test("the table of types that set variables is the manual's", () => {
  const without = PATTERN_TYPES.filter((type) => !SETS_VARIABLES[type]);
  assert.deepEqual(without.toSorted(), ["NCached", "NSubStr", "SubStr", "TValue"]);
});
