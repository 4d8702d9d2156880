/** Rules tried only where they can match: the same comes of it as when all are tried. See also fuzz/prefilter.ts. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ScannedLines } from "../../src/io/inputs/scanned-lines.js";
import { type Counts, quickly, randomWay, slowly } from "../../testing/both-ways.js";
import { RuleGenerator } from "../../testing/random-rules.js";
import { World } from "../../testing/world.js";
import { makeRandom } from "../rules/random.js";

const SEED = Number(process.env.FUZZ_SEED ?? 4711);
const ROUNDS = 120;
const LINES = 200;

test(`${ROUNDS} random rule sets over ${LINES} lines each, from seed ${SEED}, in both ways`, () => {
  const counts: Counts = { lines: 0, skipped: 0, effects: 0 };
  for (let seed = SEED; seed < SEED + ROUNDS; seed++) {
    const random = makeRandom(seed);
    const generator = new RuleGenerator(random);
    const texts = generator.ruleSet();
    const lines = generator.traffic(LINES);
    const way = randomWay(random);
    const message = `FUZZ_SEED=${seed}, ${JSON.stringify(way)}`;
    assert.deepStrictEqual(quickly(texts, lines, way, random, counts), slowly(texts, lines, way), message);
  }
  assert.ok(counts.skipped > ROUNDS * 10, `only ${counts.skipped} lines were passed by: the test would see little`);
  assert.ok(counts.effects > ROUNDS * 40, `only ${counts.effects} effects: the test would see little`);
});

const SOURCE = { name: "input.log", context: null };

/** Runs lines as one block; returns those that the engine was given as strings. */
function taken(world: World, text: string): string[] {
  const lines: string[] = [];
  const input = new ScannedLines(0, world.engine);
  input.add(Buffer.from(text, "latin1"));
  while (input.hasLine) {
    const count = world.engine.skips(SOURCE, world.now) ? input.skip(1000) : 0;
    if (count > 0) {
      world.engine.skip(count, input, SOURCE, world.now);
      continue;
    }
    const line = input.next() as string;
    lines.push(line);
    world.engine.accept(line, SOURCE, world.now, input.hits);
    world.drain();
  }
  input.release();
  return lines;
}

function rule(type: string, pattern: string, more = ""): string {
  return `type=Single\nptype=${type}\npattern=${pattern}\n${more}desc=d\naction=write - $0\n\n`;
}

test("lines that no rule wants never become strings, and are counted", () => {
  const world = new World(rule("RegExp", "Failed password for (\\S+)") + rule("SubStr", "su:"));
  assert.deepEqual(taken(world, "one\nFAILED PASSWORD for none\nx su: y\nFailed password for me\nlast\n"), [
    "FAILED PASSWORD for none",
    "x su: y",
    "Failed password for me",
  ]);
  assert.deepEqual(world.output, ["$0", "Failed password for me"]);
  assert.equal(world.engine.core.eventCount, 5);
  const [buffer] = world.engine.core.buffers.contents();
  assert.deepEqual(buffer?.[1], [{ text: "last", source: "input.log" }]);
});

test("a rule that sees every line stops that, unless its context is known to be false", () => {
  const text = "one\nswitch on\ntwo\nswitch off\nthree\n";
  const on = rule("SubStr", "switch on").replace("write - $0", "create C");
  const off = rule("SubStr", "switch off").replace("write - $0", "delete C");
  const all = ["one", "switch on", "two", "switch off", "three"];
  assert.deepEqual(taken(new World(on + off + rule("TValue", "TRUE")), text), all);
  const gated = new World(on + off + rule("RegExp", ".", "context=C\n"));
  assert.deepEqual(taken(gated, text), ["switch on", "two", "switch off"]);
  assert.deepEqual(gated.output, ["two"]);
  const shut = new World(on + off + rule("TValue", "TRUE", "context=!C\n"));
  assert.deepEqual(taken(shut, text), ["one", "switch on", "switch off", "three"]);
});

test("three patterns without literals and more are looked for by the shape of lines", () => {
  const two = rule("RegExp", "^(\\d+)$") + rule("NRegExp", "^\\w");
  const text = "one\n12\n  two\n3 4\n\n";
  assert.deepEqual(taken(new World(two), text), ["one", "12", "  two", "3 4", ""]);
  const third = rule("RegExp", "^(\\d)\\s(\\d)$").replace("- $0", "- third");
  const world = new World(third + two);
  assert.deepEqual(taken(world, text), ["12", "  two", "3 4", ""]);
  assert.deepEqual(world.output, ["12", "  two", "third", ""]);
  // What no line of a text has, the text may have.
  world.engine.addEvent("3\n4", null);
  world.drain();
  assert.equal(world.output.at(-1), "third");
  assert.equal(world.output.length, 5);
});

test("second patterns of running Pair operations are looked for, or all lines are tried", () => {
  const pair = (second: string): string =>
    `type=Pair\nptype=RegExp\npattern=begin (\\w+)\ndesc=$1\naction=none\nptype2=RegExp\npattern2=${second}\ndesc2=x\naction2=write - $0\n`;
  const text = "zero\nbegin me\none\nfinish me\ntwo\n";
  assert.deepEqual(taken(new World(pair("finish $1")), text), ["begin me", "finish me"]);
  const world = new World(pair("^\\S+ ?$1$"));
  assert.deepEqual(taken(world, text), ["begin me", "one", "finish me"]);
  assert.deepEqual(world.output, ["finish me"]);
});

test("a pattern of several lines is tried on all of them once its literal was there, and on one more", () => {
  const world = new World(rule("RegExp3", "needle.*\\n.*\\n.*end"));
  assert.deepEqual(taken(world, "a\nb\nneedle\nc\nd end\ne\nf\n"), ["needle", "c", "d end", "e"]);
});

test("without the prefilter all lines are taken", () => {
  const world = new World(rule("SubStr", "su:"), { settings: { prefilter: false } });
  assert.deepEqual(taken(world, "one\ntwo\n"), ["one", "two"]);
});
