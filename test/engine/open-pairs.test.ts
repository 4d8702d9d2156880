/** Open pairs that are looked up against open pairs that are all tried. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Template } from "../../src/base/template.js";
import type { RegExpPattern } from "../../src/patterns/pattern.js";
import { type SecondPatternShape, shapeOf } from "../../src/patterns/second-pattern.js";
import { compileRegExp } from "../../src/regexp/index.js";
import { World } from "../../testing/world.js";
import { makeRandom, type Random } from "../rules/random.js";

const SEED = Number(process.env.FUZZ_SEED ?? 20_261_127);
const WORLDS = Number(process.env.FUZZ_RUNS ?? 150);
const LINES = 120;

/** Second patterns; `#` is put before and behind some of them by chance. */
const SECOND: readonly (readonly [ptype: string, pattern: string])[] = [
  ["RegExp", "close $1$"],
  ["RegExp", "close $1 of $2"],
  ["RegExp", "^close $1 of $2$"],
  ["RegExp", "close $1 of ($2) (\\w)"],
  ["RegExp", "\\s$1 .*\\b$2\\b"],
  ["RegExp", "$1$2"],
  ["RegExp", "$2.$1"],
  ["RegExp", "(?i)CLOSE $1 OF $2"],
  ["RegExp", "(?i:close) $1"],
  ["RegExp", "close (?:$1|all)"],
  ["RegExp", "close $1+ of"],
  ["RegExp", "close [$1]"],
  ["RegExp", "close \\x4$1"],
  ["RegExp", "(?x) close \\s $1 \\s of # a comment with $2"],
  ["RegExp", "close $1 of $+{k}"],
  ["RegExp", "close $1 of \\w+(?!x)"],
  ["RegExp", "\\b$1\\b"],
  ["RegExp", "close"],
  ["RegExp", "$$1|close $$"],
  ["RegExp", "(close) $1 of \\1"],
  ["RegExp2", "open $1 .*\\n.*close $1"],
  ["RegExp2", "close $1 of $2\\nopen"],
  ["RegExp", "close $5$1"],
  ["SubStr", "close $1 of $2"],
  ["SubStr", "close $1"],
  ["SubStr", "$1 of"],
  ["SubStr", "$2"],
  ["NSubStr", "$1"],
  ["NRegExp", "(?:close $1|open)"],
  ["Cached", "OPEN"],
  ["NCached", "OPEN"],
  ["TValue", "True"],
];
const VALUES = [
  "a",
  "b",
  "ab",
  "B",
  "a b",
  "a.b",
  "of",
  "x of a",
  "",
  "close",
  "7",
  "4a",
  "a+",
  "$1",
  "%s",
  "[",
  "\\",
  "\xe9",
  "\xc9a",
  "a  ",
];
const CONTEXTS = ["C", "!C", "[C]", "[!C]", "C_$1", "C_%1", "[C_%1]", "C || D", "[C && !D]"];
const ACTIONS = [
  "create C",
  "delete C",
  "create C_%1 3",
  "create D 2",
  "reset 0 pair $1",
  "reset +0 op",
  "rewrite 1 close a of b",
  "rewrite 1 close ab of a",
  "rewrite 1 x B of b",
  "add C x; event 1 close b of a",
];

function rule(random: Random, number: number): string {
  const [ptype2, pattern2] = random.pick(SECOND);
  const first = random.pick(["open (.*) of (?<k>.*)$", "open (\\S*) of (\\S*)", "(?i)open (.*?) of (.*)"]);
  const more = (): string => (random.below(4) === 0 ? `; ${random.pick(ACTIONS)}` : "");
  const context = random.below(4) === 0 ? `context2=${random.pick(CONTEXTS)}\n` : "";
  const window = random.pick(["window=0", "window=3", "window=9"]);
  const type = window === "window=0" ? "Pair" : random.pick(["Pair", "PairWithWindow"]);
  return [
    `type=${type}`,
    "ptype=RegExp",
    `pattern=${first}`,
    ...(random.below(3) === 0 ? ["varmap=OPEN; one=1"] : []),
    `continue=${random.pick(["TakeNext", "DontCont"])}`,
    `desc=pair ${random.pick(["$1", "$1 $2", "$0"])}`,
    `action=write - ${number} opened <$1> <$2>${more()}`,
    `ptype2=${ptype2}`,
    `pattern2=${pattern2}`,
    `continue2=${random.pick(["TakeNext", "DontCont"])}`,
    `${context}desc2=closed %1 %2`,
    `action2=write - ${number} closed <$1> <%1> <%2> %s${more()}`,
    window,
    "",
  ].join("\n");
}

function lineFor(random: Random): string {
  const [first, second] = [random.pick(VALUES), random.pick(VALUES)];
  return random.pick([
    `open ${first} of ${second}`,
    `open ${first} of ${second}`,
    `close ${first} of ${second}`,
    `close ${first} of ${second}`,
    ` ${first} to ${second}`,
    `CLOSE ${first.toUpperCase()} OF ${second}`,
    `${first}${second}`,
    `${second}.${first}x`,
  ]);
}

function outcome(rules: string, lines: readonly (readonly [number, string])[], everyPair: boolean): unknown {
  const world = new World(rules);
  world.engine.core.triesEveryPair = everyPair;
  for (const [second, text] of lines) {
    // Sometimes before the periodic work of the second, as with --cleantime.
    if (second % 5 === 0) world.second = second;
    else world.advanceTo(second);
    world.line(text);
  }
  const open = [...world.engine.core.operations].map(({ type, description }) => `${type} ${description}`);
  world.advanceTo(world.second + 20);
  return { effects: world.recorder.effects, messages: world.recorder.messages, open };
}

test(`open pairs that are looked up act as if all were tried, seed ${SEED}`, () => {
  const random = makeRandom(SEED);
  let closed = 0;
  for (let number = 0; number < WORLDS; number++) {
    const rules = Array.from({ length: 1 + random.below(3) }, (_, index) => rule(random, index)).join("\n");
    let second = 0;
    const lines = Array.from({ length: LINES }, (): [number, string] => {
      if (random.below(6) === 0) second += random.below(5);
      return [second, lineFor(random)];
    });
    const quick = outcome(rules, lines, false);
    assert.deepEqual(quick, outcome(rules, lines, true), `seed ${SEED}, world ${number}\n${rules}`);
    closed += JSON.stringify(quick).split(" closed <").length - 1;
  }
  assert.ok(closed > WORLDS * 5, `${closed} closed: the test would see little`);
});

test("an action list that rewrites the line shows the younger operations another one", () => {
  const rules = [
    "type=Pair\nptype=RegExp\npattern=open (\\w+)\ndesc=$1\naction=none",
    "ptype2=RegExp\npattern2=close $1$\ndesc2=%1 closed\naction2=write - %s; rewrite 1 close c",
    "window=0\n",
  ].join("\n");
  const world = new World(rules);
  assert.deepEqual(world.play("0 open a\n0 open b\n0 open c\n1 close a\n1 close b"), [
    "a closed",
    "c closed",
    "b closed",
  ]);
});

function shape(pattern: string): SecondPatternShape | null {
  const template = new Template(pattern);
  return shapeOf({ type: "RegExp", template, regexp: null } as unknown as RegExpPattern, compileRegExp);
}

test("what is known of a second pattern", () => {
  const known = shape("login\\[\\d+\\]: session $1 of $2 closed");
  assert.deepEqual(known?.runs, [["]: session ", 0, " of ", 1, " closed"]]);
  assert.deepEqual(
    known?.slots.map(({ variable, before }) => [variable, before]),
    [
      [0, "]: session "],
      [1, " of "],
    ],
  );
  assert.deepEqual(shape("\\s$1 \\d+: ($2), changed")?.runs, [
    [0, " "],
    [": ", 1, ", changed"],
  ]);
  assert.deepEqual(shape("(?i)From $1$")?.runs, [["from ", 0]]);
  for (const unknown of [
    "a|$1",
    "[$1]",
    "$1+",
    "(?:$1)?",
    "\\x4$1",
    "x{$1}",
    "\\$1",
    "(?#$1)x",
    "(?<!$1)x",
    "(b)\\1$1",
  ]) {
    assert.equal(shape(unknown), null, unknown);
  }
});
