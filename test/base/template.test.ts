// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are the rule language's variables
import assert from "node:assert/strict";
import { test } from "node:test";
import type { MatchCache, MatchVariables } from "../../src/base/match-variables.js";
import { NO_VALUES, Template, type TemplateValues } from "../../src/base/template.js";
import { RECORDED_PAIR, RECORDED_SINGLE, TEXTS_OF_PAIR, TEXTS_OF_SINGLE } from "./template-recorded.js";

function variablesOf(line: string, expression: RegExp, names: Readonly<Record<string, number>>): MatchVariables {
  const numbered = expression.exec(line) as (string | undefined)[] | null;
  assert.ok(numbered !== null, `${line} matches`);
  const named = Object.fromEntries(Object.entries(names).map(([name, group]) => [name, numbered[group]]));
  return { numbered: [...numbered], named, inputSource: "in.log", internalContext: undefined };
}

function cacheOf(entry: string, variables: MatchVariables): MatchCache {
  return new Map([[entry, variables]]);
}

function valuesOf(known: Readonly<Record<string, string>>): (name: string) => string {
  return (name) => known[name] ?? "";
}

test("the rounds of a Single rule, as recorded from the reference", () => {
  for (const [line, results] of RECORDED_SINGLE) {
    const match = variablesOf(line, /^(\S+) (\S*) (\S+)/, { nm: 2 });
    const variable = valuesOf({ foo: "FOO", ab: "AB", x: "X", a: "A", b: "B", ".nl": "\n", ".sp": " ", ".sec": "26" });
    const values = { ...NO_VALUES, match, cache: cacheOf("E", match), variable };
    const expanded = TEXTS_OF_SINGLE.map((text) => new Template(text).expand(values));
    assert.deepEqual(expanded, results, line);
  }
});

/**
 * The reference does not mask the sigils in values of the pattern match cache, so that what
 * an event says can name variables of the rule. The manual says that they are masked in all
 * values ("Whenever a rule field goes through several substitution rounds"): so do we.
 */
const MASKED_BY_US: ReadonlyMap<string, string> = new Map([
  ["B %1$1%v$$2 y$1: %:{E:1}|$:{E:1}|%:{F:1}|$:{F:1}", "$1%1%v$+{n}|||%1$1%v$$2"],
]);

test("the rounds of a Pair rule, as recorded from the reference", () => {
  let v = "";
  for (const [first, second, results] of RECORDED_PAIR) {
    const shadowed = variablesOf(first, /^A (\S+) (\S+)/, { n: 2, m: 2 });
    const match = variablesOf(second, /^B (\S+) (\S+)/, { n: 2, m: 2 });
    const rounds = { shadowed, match, cache: cacheOf("F", match), shadowedCache: cacheOf("E", shadowed) };
    const description = new Template("d2 %1 %%1 $1 $$1 %u").expand({ ...rounds, variable: null });
    // The rule's own `assign %v $$v%%v` comes first: it makes $v and the value of before.
    const before = v;
    v = new Template("$$v%%v").expand({ ...rounds, variable: () => before });
    const variable = valuesOf({ foo: "FOO", x: "X", ab: "AB", s: description, v });
    const expanded = TEXTS_OF_PAIR.map((text) => new Template(text).expand({ ...rounds, variable }));
    const wanted = results.map((result, index) => MASKED_BY_US.get(`${second}: ${TEXTS_OF_PAIR[index]}`) ?? result);
    assert.deepEqual(expanded, wanted, `${first}, ${second}`);
  }
});

const WORDS: MatchVariables = {
  numbered: ["one two", "one", "two"],
  named: null,
  inputSource: "f",
  internalContext: "C",
};

test("a round whose values are missing leaves its texts alone", () => {
  const text = new Template("$1 $$ %1 %% %v");
  assert.equal(text.expand(NO_VALUES), "$1 $$ %1 %% %v");
  assert.equal(text.expand({ ...NO_VALUES, match: WORDS }), "one $ %1 %% %v");
  assert.equal(text.expand({ ...NO_VALUES, variable: () => "V" }), "$1 $$ %1 % V");
  assert.equal(text.expand({ ...NO_VALUES, shadowed: WORDS }), "$1 $$ one % %v");
});

test("one template serves different combinations of rounds in turn", () => {
  const text = new Template("%1$1%%");
  const match = { ...NO_VALUES, match: WORDS };
  const both = { ...match, shadowed: WORDS };
  const seen = [match, both, NO_VALUES, match, both].map((values: TemplateValues) => text.expand(values));
  assert.deepEqual(seen, ["%1one%%", "oneone%", "%1$1%%", "%1one%%", "oneone%"]);
});

test("the transform is applied to values, not to the text around them, nor to the result", () => {
  const upper = (value: string): string => value.toUpperCase();
  const values = { ...NO_VALUES, match: WORDS, variable: (name: string) => (name === "one" ? "value" : "") };
  assert.equal(new Template("a $1 b $2").expand({ ...NO_VALUES, match: WORDS }, upper), "a ONE b TWO");
  assert.equal(new Template("a %one").expand(values, upper), "a VALUE");
  // A variable whose name is a value: the name is the transformed one.
  assert.equal(new Template("a %$1").expand({ ...values, variable: (name) => `${name}1` }, upper), "a ONE1");
  assert.equal(
    new Template("a %$1").expand({ ...values, variable: (name) => (name === "ONE" ? "x" : "y") }, upper),
    "a X",
  );
});

test("$+{_inputsrc} and $+{_intcontext} are variables, unless the pattern sets them", () => {
  const text = new Template("$+{_inputsrc} $+{_intcontext}");
  assert.equal(text.expand({ ...NO_VALUES, match: WORDS }), "f C");
  assert.equal(text.expand({ ...NO_VALUES, match: { ...WORDS, named: { _inputsrc: "own" } } }), "own C");
  assert.equal(text.expand({ ...NO_VALUES, match: { ...WORDS, internalContext: undefined } }), "f ");
});

test("names of objects' own properties are not variables", () => {
  const match = { ...WORDS, named: {} };
  assert.equal(
    new Template("[$+{constructor}][$+{toString}][$+{hasOwnProperty}]").expand({ ...NO_VALUES, match }),
    "[][][]",
  );
});

test("a template says whether match variables or masks are in it", () => {
  const having = ["$1", "a$+{b}", "$:{e:1}", "$$", "${1}"];
  const without = ["", "a$", "$x", "%1", "%+{b}", "$+{", "a b"];
  assert.deepEqual(
    having.map((text) => new Template(text).hasMatchVariables),
    having.map(() => true),
  );
  assert.deepEqual(
    without.map((text) => new Template(text).hasMatchVariables),
    without.map(() => false),
  );
});
