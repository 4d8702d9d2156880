/** Random bytes and mutated rule files: reading never throws, and what it yields holds together. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RuleFile } from "../../src/rules/ast.js";
import { FEWEST } from "./acceptance/forms.js";
import { makeRandom, type Random } from "./random.js";
import { readFile } from "./reading.js";

const SEED = Number(process.env.FUZZ_SEED ?? 20_260_101);
const ROUNDS = 3000;

/** Rules of every type, to be damaged. */
const GOOD = [
  ...Object.entries(FEWEST).map(([type, fields]) => {
    const lines = Object.entries(fields).map(([keyword, value]) => `${keyword}=${value}\n`);
    return `type=${type}\n${lines.join("")}`;
  }),
  "type=Single\nptype=RegExp2\npattern=(?<a>.)\\n(.)\nvarmap=E; b=2\ncontext=[!A && (varset E || B)]\ncontinue=GoTo l\n" +
    "desc=d $+{a}\naction=if %a (write - (a;b); while %b (break)) else (pipe 'x' cat); \\\n  create A 5 (reset -1 x)\n\nlabel=l\n",
  "type=Pair\nptype=PerlFunc\npattern=sub { 1 }\ndesc=d\naction=lcall %a $1 -> (sub { 1 }); event 5 x\n" +
    "ptype2=NRegExp\npattern2=$1(\ndesc2=%1\naction2=none\ncontext2=$1 :> (sub {1}) || =(1)\nwindow=5\n",
];

const BITS = "\\ \n = ; ( ) ( ) ! && || -> :> [ ] $1 % ' , * - 0 # \0 \xff \r é".split(" ");

function mutate(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  switch (random.below(4)) {
    case 0:
      return text.slice(0, at) + random.pick(BITS) + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + random.below(6));
    case 2:
      return text.slice(0, at) + String.fromCharCode(random.below(256)) + text.slice(at + 1);
    default: {
      const from = random.below(text.length + 1);
      return text.slice(0, at) + text.slice(from, from + random.below(30)) + text.slice(at);
    }
  }
}

function makeText(random: Random): string {
  if (random.below(10) === 0) {
    return Array.from({ length: random.below(300) }, () => String.fromCharCode(random.below(256))).join("");
  }
  let text = Array.from({ length: 1 + random.below(4) }, () => random.pick(GOOD)).join("\n");
  for (let round = random.below(12); round > 0; round--) text = mutate(text, random);
  return text;
}

function check({ rules, diagnostics, source }: RuleFile): void {
  rules.forEach((rule, index) => {
    assert.equal(rule.number, index);
    assert.ok(rule.span.start < rule.span.end && rule.span.end <= source.text.length);
  });
  for (const { span, message, hint } of diagnostics) {
    assert.ok(span !== null && span.start >= 0 && span.start <= span.end && span.end <= source.text.length);
    assert.ok(message.length > 0 && hint !== "");
  }
  const starts = diagnostics.map(({ span }) => span?.start ?? 0);
  assert.deepEqual(
    starts,
    [...starts].sort((a, b) => a - b),
  );
}

test(`${ROUNDS} damaged files with seed ${SEED}`, () => {
  const random = makeRandom(SEED);
  let loaded = 0;
  let faulty = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const text = makeText(random);
    try {
      const file = readFile(text);
      check(file);
      loaded += file.rules.length;
      faulty += file.diagnostics.length;
    } catch (error) {
      throw new Error(`round ${round}: ${JSON.stringify(text)}`, { cause: error });
    }
  }
  assert.ok(loaded > ROUNDS / 10 && faulty > ROUNDS / 10, "the files are neither all good nor all bad");
});
