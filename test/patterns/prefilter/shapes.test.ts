/** Patterns without telling literals: the automaton against the expressions themselves. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Block, findLineEnds } from "../../../src/patterns/prefilter/index.js";
import { DFA_BOUNDS, Dfa } from "../../../src/patterns/prefilter/shapes/dfa.js";
import { type Shape, ShapeScanner } from "../../../src/patterns/prefilter/shapes/index.js";
import { nfaOf, nfaOfText } from "../../../src/patterns/prefilter/shapes/nfa.js";
import { compileRegExp, parseRegExp } from "../../../src/regexp/index.js";
import { makeRandom, type Random } from "../../rules/random.js";

const SEED = Number(process.env.FUZZ_SEED ?? 1906);

/** What an automaton can tell exactly. */
const EXACT = [
  "^\\d+\\s+(\\S+)",
  "[a1]{3,}",
  "\\d{2}$",
  "^(?:\\w+\\s+){3}",
  "^[^:]+$",
  "\\s{2,}\\S",
  "^\\w{1,2}\\s+\\d",
  "\\w",
  "^$",
  "$^",
  "^",
  "(?i)[AB]\\d(?:c|$)",
  "(?:^|\\s)(?:ab?|b*1)*(?:\\s|\\z)",
  "\\A\\S+?\\s\\S+\\Z",
  "(?m)^\\d|\\d$",
  "(?:a|b|)(?:\\d{0,2})c",
  "[^ -~]",
];

/** What it takes for more than it is. */
const MORE = [
  "\\b[ab]{2,}\\d+\\b",
  "\\s(\\w+)\\s+\\1\\b",
  "^(\\w)(\\d)?\\2",
  "(?:(\\w)\\s)+\\1",
  "(?i)(a|b)\\1",
  "(?=\\d)\\w{2}(?<!a)",
  "(?>a*)\\d",
  "\\d++\\w",
  "(?<x>\\d)\\s*\\k<x>",
  "(\\d)?(?(1)a|b)c",
  "^(a(?1)?b)",
  "\\Ga|\\R|\\X\\d",
  "(?:[ab]{100}|[^a]{2,300})1",
  "((\\d)\\2|a)\\1",
  "(a|\\d*?)\\s*(\\w|:)\\1\\2",
  "^(\\S+)\\s+\\1$",
  "(\\w*)1\\1$",
  "a{3,1}|\\xe9",
];

/** None where it is not known what the expression matches. */
function shapeOf(source: string, negative = false): Shape | null {
  const parsed = parseRegExp(source);
  assert.equal(parsed.kind, "expression", source);
  const nfa = parsed.kind === "expression" ? nfaOf(parsed.expression) : null;
  return nfa === null ? null : { nfa, negative };
}

function matcher(source: string): (line: string) => boolean {
  const compiled = compileRegExp(source);
  assert.equal(compiled.kind, "compiled", source);
  return (line) => compiled.kind === "compiled" && compiled.regexp.test(line);
}

function lineOf(random: Random): string {
  const parts = [..."ab1c 2: \tAB\xe9_", "aa", "a1 a1", "11", "   "];
  return Array.from({ length: random.below(14) }, () => random.pick(parts)).join("");
}

function run(dfa: Dfa, line: string): readonly number[] {
  return dfa.run(Buffer.from(`${line}\n`, "latin1"), 0, line.length);
}

test("lines that expressions match are found, and where it is said to be exact no others", () => {
  const sources = [...EXACT, ...MORE].filter((source) => compileRegExp(source).kind === "compiled");
  assert.ok(sources.length >= EXACT.length + MORE.length - 3, "too few of the expressions run on V8");
  const shapes = sources.map((source) => shapeOf(source) as Shape);
  const matchers = sources.map(matcher);
  const isExact = shapes.map(({ nfa }) => nfa.isExact);
  assert.deepEqual(
    sources.filter((_, index) => isExact[index]),
    EXACT,
  );
  const random = makeRandom(SEED);
  const [matched, missed] = [new Set<number>(), new Set<number>()];
  const [all, alone] = [new Dfa(shapes), shapes.map((shape) => new Dfa([shape]))];
  for (let count = 0; count < 4000; count++) {
    const line = lineOf(random);
    const found = run(all, line);
    for (const [number, source] of sources.entries()) {
      const message = `FUZZ_SEED=${SEED}: ${source} on ${JSON.stringify(line)}`;
      const matches = matchers[number]?.(line) as boolean;
      (matches ? matched : missed).add(number);
      if (matches || isExact[number]) assert.equal(found.includes(number), matches, message);
      assert.equal(run(alone[number] as Dfa, line).length === 1, found.includes(number), message);
    }
  }
  assert.ok(matched.size > sources.length - 4 && missed.size > sources.length - 4, "most of them were never matched");
});

test("with hardly any room for states the same is found", () => {
  const shapes = EXACT.map((source) => shapeOf(source) as Shape);
  const roomy = new Dfa(shapes);
  const tight = new Dfa(shapes, { statesMax: 5, bytesPerTransitionMin: 0 });
  const random = makeRandom(SEED);
  for (let count = 0; count < 500; count++) {
    const line = lineOf(random);
    assert.deepEqual(run(tight, line), run(roomy, line), `FUZZ_SEED=${SEED}: ${line}`);
    assert.ok(tight.stateCount <= 5);
  }
  assert.equal(tight.hasFailed, false);
  assert.ok(roomy.stateCount > 100);
});

function scanned(scanner: ShapeScanner, lines: readonly string[]): number[][] {
  const text = Buffer.from(lines.map((line) => `${line}\n`).join(""), "latin1");
  const block = new Block(text.length);
  block.bytes.set(text);
  findLineEnds(block.words, block.bytes, 0, text.length, block.ends);
  scanner.scan(block, 0, 0);
  const { places, needles } = block.shaped;
  return lines.map((_, line) =>
    Array.from({ length: needles.count }, (_, at) => at)
      .filter((at) => places.values[at] === block.ends.values[line])
      .map((at) => needles.values[at] as number)
      .sort((a, b) => a - b),
  );
}

test("negative shapes are found in lines without; subjects share a shape; literals count their case", () => {
  const noDigit = shapeOf("\\d", true) as Shape;
  const blank: Shape = { nfa: nfaOfText("a ") as Shape["nfa"], negative: false };
  const scanner = new ShapeScanner([
    { shape: noDigit, subject: 7 },
    { shape: blank, subject: 3 },
    { shape: noDigit, subject: 2 },
  ]);
  assert.deepEqual(scanned(scanner, ["", "1", "A b", "a b", "a 1"]), [[2, 7], [], [2, 7], [2, 3, 7], [3]]);
});

test("an automaton that costs too much is cut in halves, and in the end its subjects are found in every line", () => {
  const sources = ["a\\w{6}1", "1\\w{5}a", "^\\d+$"];
  const shaped = sources.map((source, subject) => ({ shape: shapeOf(source) as Shape, subject }));
  const random = makeRandom(SEED);
  const lines = Array.from({ length: 300 }, () => lineOf(random));
  const scanner = new ShapeScanner(shaped, { ...DFA_BOUNDS, statesMax: 6 });
  const exact = new ShapeScanner(shaped);
  for (let round = 0; round < 4; round++) {
    const found = scanned(scanner, lines);
    for (const [line, subjects] of scanned(exact, lines).entries()) {
      for (const subject of subjects) assert.ok(found[line]?.includes(subject), `FUZZ_SEED=${SEED}: ${lines[line]}`);
    }
  }
  assert.deepEqual(scanned(scanner, ["", "11"]), [
    [0, 1],
    [0, 1, 2],
  ]);
});

test("of a reference the first byte tells", () => {
  const dfa = new Dfa([shapeOf("^(\\w+) \\1$") as Shape]);
  assert.deepEqual(run(dfa, "one one"), [0]);
  assert.deepEqual(run(dfa, "one two"), []);
});

test("nothing is known of expressions with what is not translated, or too large", () => {
  assert.equal(shapeOf("a(*SKIP)b|c"), null);
  assert.equal(shapeOf(`(?:${Array.from({ length: 700 }, (_, at) => `[a${at}]`).join("")})`), null);
  assert.notEqual(shapeOf("(?:[ab]{1,200}){1,200}"), null);
});
