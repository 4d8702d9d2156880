/** What comes out of each rule type's fields; which fields each takes is in acceptance/rules.txt. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Rule } from "../../src/rules/ast.js";
import { plain, readFile, readRule } from "./reading.js";

const NONE = [{ type: "none" }];
const DONT_CONT = { kind: "DontCont" };

function substr(text: string) {
  return { type: "SubStr", lines: 1, source: text, variableMap: null, text, bound: false };
}

function condition(text: string) {
  return { pattern: substr(text), context: null, continue: DONT_CONT };
}

/** The rule without what all rules have. */
function read(text: string): unknown {
  const { file, number, bindsCache, ...fields } = readRule(text);
  assert.deepEqual([file, number, bindsCache], ["test.sec", 0, false]);
  return plain(fields);
}

const EVENT = "ptype=SubStr\npattern=x\n";
const BASIC = `${EVENT}desc=d $1\naction=none\n`;
const COMMON = { condition: condition("x"), desc: "d $1", action: NONE };

test("Single", () => {
  assert.deepEqual(read(`type=single\n${BASIC}`), { type: "Single", ...COMMON });
});

test("SingleWithScript", () => {
  const text = `type=SingleWithScript\n${BASIC}script=a  $1 (b)\n`;
  const shell = { shell: true, command: "a  $1 (b)" };
  assert.deepEqual(read(text), { type: "SingleWithScript", ...COMMON, script: shell, action2: null });
  const noShell = { shell: false, arguments: ["a", "$1", "(b)"] };
  assert.deepEqual(read(`${text}shell=No\naction2=none\n`), {
    type: "SingleWithScript",
    ...COMMON,
    script: noShell,
    action2: NONE,
  });
});

test("SingleWithSuppress", () => {
  assert.deepEqual(read(`type=SingleWithSuppress\n${BASIC}window=060\n`), {
    type: "SingleWithSuppress",
    ...COMMON,
    window: 60,
  });
});

test("Pair and PairWithWindow", () => {
  const text = `${BASIC}ptype2=SubStr\npattern2=y\ndesc2=e\naction2=none\n`;
  const fields = { ...COMMON, condition2: condition("y"), desc2: "e", action2: NONE };
  assert.deepEqual(read(`type=Pair\n${text}`), { type: "Pair", ...fields, window: 0 });
  assert.deepEqual(read(`type=Pair\n${text}window=5\n`), { type: "Pair", ...fields, window: 5 });
  assert.deepEqual(read(`type=PairWithWindow\n${text}window=5\n`), { type: "PairWithWindow", ...fields, window: 5 });
});

test("SingleWithThreshold and SingleWith2Thresholds", () => {
  assert.deepEqual(read(`type=SingleWithThreshold\n${BASIC}window=5\nthresh=2\n`), {
    type: "SingleWithThreshold",
    ...COMMON,
    action2: null,
    window: 5,
    thresh: 2,
  });
  const second = "desc2=e\naction2=none\nwindow2=6\nthresh2=0\n";
  assert.deepEqual(read(`type=SingleWith2Thresholds\n${BASIC}window=5\nthresh=2\n${second}`), {
    type: "SingleWith2Thresholds",
    ...COMMON,
    window: 5,
    thresh: 2,
    desc2: "e",
    action2: NONE,
    window2: 6,
    thresh2: 0,
  });
});

test("EventGroup", () => {
  assert.deepEqual(read(`type=EventGroup\n${BASIC}window=5\n`), {
    type: "EventGroup",
    events: [{ condition: condition("x"), count: null, thresh: 1, egtoken: "1" }],
    desc: "d $1",
    action: NONE,
    init: null,
    end: null,
    slide: null,
    multact: false,
    egpattern: null,
    window: 5,
  });
  const text =
    `type=EventGroup02\n${BASIC}window=5\nthresh=3\ncount=none\nptype2=SubStr\npattern2=y\ncontinue2=EndMatch\n` +
    "egtoken2=t $1\negptype=SubStr\negpattern=1 t\ninit=none\nend=none\nslide=none\nmultact=yes\n";
  assert.deepEqual(read(text), {
    type: "EventGroup",
    events: [
      { condition: condition("x"), count: NONE, thresh: 3, egtoken: "1" },
      {
        condition: { ...condition("y"), continue: { kind: "EndMatch" } },
        count: null,
        thresh: 1,
        egtoken: "t $1",
      },
    ],
    desc: "d $1",
    action: NONE,
    init: NONE,
    end: NONE,
    slide: NONE,
    multact: true,
    egpattern: substr("1 t"),
    window: 5,
  });
});

test("Suppress and Jump", () => {
  assert.deepEqual(read(`type=Suppress\n${EVENT}`), { type: "Suppress", condition: condition("x"), desc: null });
  assert.deepEqual(read(`type=Jump\n${EVENT}`), {
    type: "Jump",
    condition: condition("x"),
    desc: null,
    cfset: [],
    constset: true,
  });
  assert.deepEqual(read(`type=Jump\n${EVENT}cfset= a  $1\nconstset=no\ndesc=d\n`), {
    type: "Jump",
    condition: condition("x"),
    desc: "d",
    cfset: ["a", "$1"],
    constset: false,
  });
});

test("Calendar", () => {
  assert.deepEqual(read("type=Calendar\ntime=0 1 0,31 2 7\ndesc=d\naction=none\n"), {
    type: "Calendar",
    time: { minutes: [0], hours: [1], days: [0, 31], months: [2], weekdays: [0], years: null },
    context: null,
    desc: "d",
    action: NONE,
  });
});

test("Options rules are no rules; the last one counts alone", () => {
  const single = `type=Single\n${BASIC}`;
  const { rules, joincfset, procallin } = readFile(
    `type=Options\njoincfset=a\nprocallin=no\n\n${single}\ntype=options\njoincfset= b  c\n\n${single}`,
  );
  assert.deepEqual(
    rules.map(({ number }) => number),
    [0, 1],
  );
  assert.deepEqual([joincfset, procallin], [["b", "c"], true]);
  assert.equal(readFile("type=Options\nprocallin=nO\n").procallin, false);
  assert.equal(readFile("type=Options\nprocallin=maybe\n").procallin, true);
});

test("rejected rules get no number", () => {
  const { rules } = readFile(`type=Single\n${BASIC}foo=x\n\ntype=Single\n${BASIC}\ntype=Foo\n\ntype=Single\n${BASIC}`);
  assert.deepEqual(
    rules.map(({ number }) => number),
    [0, 1],
  );
});

test("of a field that is given twice the last counts", () => {
  const { rules } = readFile(`type=Foo\n${BASIC}type=Single\ndesc=e\n`);
  const [rule] = rules as [Rule];
  assert.ok(rule.type === "Single");
  assert.equal(rule.desc.source, "e");
});

test("a rule that refers to cached variables in any field says so", () => {
  for (const field of ["desc=$:{a:b}", "action=write - %:{a:b}", "context=$:{a:b}"]) {
    const { rules } = readFile(`type=Single\n${BASIC}${field}\n`);
    assert.equal(rules[0]?.bindsCache, true, field);
  }
});

test("a rule covers its definition", () => {
  const { rules, source } = readFile(`# c\n\n  type=Single\n${BASIC}\n\n`);
  const { start, end } = (rules[0] as Rule).span;
  assert.equal(source.text.slice(start, end), `type=Single\n${BASIC}`.trimEnd());
});
