import assert from "node:assert/strict";
import { test } from "node:test";
import { FakePerl, makeCompilers } from "./fakes.js";
import { plain, readFile, readRule } from "./reading.js";

function readPattern(ptype: string, pattern: string, more = ""): unknown {
  const rule = readRule(`type=Single\nptype=${ptype}\npattern=${pattern}\ndesc=d\naction=none\n${more}`);
  assert.ok("condition" in rule);
  return plain(rule.condition.pattern);
}

const NO_MAP = { variableMap: null };

test("SubStr: escape sequences are replaced, all others are text", () => {
  const source = "a\\tb\\n\\r\\s\\0c\\\\d\\q\\T\\";
  assert.deepEqual(readPattern("substr", `${source}x`), {
    type: "SubStr",
    lines: 1,
    source: `${source}x`,
    ...NO_MAP,
    text: "a\tb\n\r c\\d\\q\\T\\x",
    bound: false,
  });
});

test("the number of lines", () => {
  assert.deepEqual(readPattern("NSubStr03", "x"), {
    type: "NSubStr",
    lines: 3,
    source: "x",
    ...NO_MAP,
    text: "x",
    bound: false,
  });
});

test("RegExp with a variable map", () => {
  assert.deepEqual(readPattern("REGEXP2", "(a)\\n(b)", "varmap= x=1 ; all; y = 02;\n"), {
    type: "RegExp",
    lines: 2,
    source: "(a)\\n(b)",
    variableMap: {
      cacheEntries: ["all"],
      variables: [
        { name: "x", group: 1 },
        { name: "y", group: 2 },
      ],
    },
    template: "(a)\\n(b)",
    regexp: "(a)\\n(b)",
  });
});

test("of two parts of a variable map with one name the last counts", () => {
  const pattern = readPattern("RegExp", "x", "varmap=a=1;b;a=2;b=3;c=4;c\n") as { variableMap: unknown };
  assert.deepEqual(pattern.variableMap, {
    cacheEntries: ["c"],
    variables: [
      { name: "a", group: 2 },
      { name: "b", group: 3 },
    ],
  });
});

test("a variable map of nothing but semicolons is empty", () => {
  const pattern = readPattern("RegExp", "x", "varmap=; ;\n") as { variableMap: unknown };
  assert.deepEqual(pattern.variableMap, { cacheEntries: [], variables: [] });
});

test("Cached, TValue and PerlFunc", () => {
  assert.deepEqual(readPattern("NCached", "a_1"), {
    type: "NCached",
    lines: 1,
    source: "a_1",
    ...NO_MAP,
    entry: "a_1",
  });
  assert.deepEqual(readPattern("TValue", "False"), {
    type: "TValue",
    lines: 1,
    source: "False",
    ...NO_MAP,
    value: false,
  });
  assert.deepEqual(readPattern("PerlFunc3", "sub { 1 }"), {
    type: "PerlFunc",
    lines: 3,
    source: "sub { 1 }",
    ...NO_MAP,
  });
});

interface SecondPattern {
  readonly regexp?: unknown;
  readonly bound?: unknown;
  readonly text?: unknown;
}

function readSecond(first: string, second: string): SecondPattern {
  const [ptype, pattern] = first.split(" ");
  const [ptype2, pattern2] = second.split(" ");
  const rule = readRule(
    `type=Pair\nptype=${ptype}\npattern=${pattern}\ndesc=d\naction=none\n` +
      `ptype2=${ptype2}\npattern2=${pattern2}\ndesc2=e\naction2=none\n`,
  );
  assert.ok("condition2" in rule);
  return plain(rule.condition2.pattern) as SecondPattern;
}

test("a second pattern with match variables waits for the values of the first", () => {
  assert.equal(readSecond("RegExp (.)", "RegExp a$1").regexp, null);
  assert.equal(readSecond("Cached a", "NRegExp a$+{b}(").regexp, null);
  assert.equal(readSecond("PerlFunc sub{1}", "RegExp $:{a:b}").regexp, null);
  assert.equal(readSecond("RegExp (.)", "RegExp a$$").regexp, null);
  assert.equal(readSecond("RegExp (.)", "SubStr $1\\t").bound, true);
  assert.equal(readSecond("RegExp (.)", "SubStr $1\\t").text, "$1\t");
});

test("a second pattern without match variables, or after a first one that sets none, is ready", () => {
  assert.equal(readSecond("RegExp (.)", "RegExp a$").regexp, "a$");
  assert.equal(readSecond("RegExp (.)", "SubStr a$x").bound, false);
  assert.equal(readSecond("SubStr x", "RegExp a$1").regexp, "a$1");
  assert.equal(readSecond("TValue TRUE", "SubStr a$1").bound, false);
});

test("an expression that we do not run goes to Perl, and so does one that we take for wrong", () => {
  class AnyPerl extends FakePerl {
    override compileRegExp(source: string): ReturnType<FakePerl["compileRegExp"]> {
      this.expressions.push(source);
      return { ok: true, value: { source, engine: "perl", wasStopped: false, match: () => null, test: () => false } };
    }
  }
  const perl = new AnyPerl();
  const unsupported = { kind: "unsupported", feature: "x", offset: 0 } as const;
  const invalid = { kind: "invalid", message: "y", offset: 0 } as const;
  const regexp = (source: string) => (source === "a" ? unsupported : invalid);
  for (const pattern of ["a", "b"]) {
    const text = `type=Suppress\nptype=RegExp\npattern=${pattern}\n`;
    const { rules, diagnostics } = readFile(text, { ...makeCompilers(perl), regexp });
    assert.deepEqual(diagnostics, []);
    const [rule] = rules;
    assert.ok(rule?.type === "Suppress" && rule.condition.pattern.type === "RegExp");
    assert.equal(rule.condition.pattern.regexp?.engine, "perl");
  }
  assert.deepEqual(perl.expressions, ["a", "b"]);
});
