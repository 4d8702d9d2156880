import assert from "node:assert/strict";
import { test } from "node:test";
import { GramTable } from "../../../src/patterns/prefilter/gram-table.js";
import { Hits, Numbers } from "../../../src/patterns/prefilter/hits.js";
import { type Kernel, TEXT_MAX, theKernel } from "../../../src/patterns/prefilter/kernel/kernel.js";
import { findLineEnds, findLineEndsByLoop, QGrams } from "../../../src/patterns/prefilter/q-grams.js";
import { makeRandom, type Random } from "../../rules/random.js";

const SEED = Number(process.env.FUZZ_SEED ?? 7_040);

class Found {
  readonly ends = new Numbers();
  readonly hits = new Hits();

  get all(): object {
    const list = ({ values, count }: Numbers): number[] => [...values.slice(0, count)];
    return { ends: list(this.ends), places: list(this.hits.places), needles: list(this.hits.needles) };
  }

  get count(): number {
    return this.hits.count;
  }
}

/** Where tests run there are vectors: else the kernel is not tested. */
function kernelHere(): Kernel {
  const kernel = theKernel();
  assert.ok(kernel !== null, "WebAssembly with vectors");
  return kernel;
}

/** Seldom any newline, or nearly nothing else. */
function alphabetOf(random: Random): string[] {
  const newlines = random.pick(["", "\n", "\n\n\n\n\n\n\n\n\n\n\n\n"]);
  return [...random.pick(["aA", "abAB[{*\n.\x00\xe9\xff\x80", "abcdefghijklmnopqrstuvwxyz 0123"]), ...newlines];
}

function randomText(random: Random, length: number, alphabet: readonly string[], literals: readonly string[]): string {
  let text = "";
  while (text.length < length) {
    const piece = random.below(6) === 0 ? random.pick(literals) : random.pick(alphabet).repeat(1 + random.below(5));
    text += random.below(3) === 0 ? piece.replace(/[a-z]/g, (letter) => letter.toUpperCase()) : piece;
  }
  return text.slice(0, length);
}

function literalsOf(random: Random, alphabet: readonly string[]): string[] {
  const plain = alphabet.filter((char) => char !== "\n").map((char) => char.toLowerCase());
  const literal = () => Array.from({ length: random.pick([7, 8, 12, 17, 24, 60]) }, () => random.pick(plain)).join("");
  return [...new Set(Array.from({ length: 1 + random.below(40) }, literal))];
}

function blockOf(text: string): { bytes: Uint8Array; words: Int32Array } {
  const buffer = new ArrayBuffer((text.length + 8) & ~3);
  const bytes = new Uint8Array(buffer);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return { bytes, words: new Int32Array(buffer) };
}

test("the kernel finds what the loops find, whatever is around the stretch", () => {
  const kernel = kernelHere();
  let hits = 0;
  for (let seed = SEED; seed < SEED + 400; seed++) {
    const random = makeRandom(seed);
    const alphabet = alphabetOf(random);
    const literals = literalsOf(random, alphabet);
    const numbers = literals.map((_, index) => 3 * index);
    const { bytes, words } = blockOf(randomText(random, 1 + random.below(4000), alphabet, literals));
    const qGrams = new QGrams(literals, numbers);
    const table = new GramTable(literals, numbers, null);
    for (let round = 0; round < 5; round++) {
      const from = random.below(Math.min(100, bytes.length - 8));
      const to = from + 1 + random.below(bytes.length - 8 - from);
      const byLoop = new Found();
      qGrams.scanByLoop(words, bytes, from, to, byLoop.ends, byLoop.hits);
      const byKernel = new Found();
      assert.ok(kernel.scan(table, bytes, from, to, byKernel.ends, byKernel.hits));
      assert.deepEqual(byKernel.all, byLoop.all, `FUZZ_SEED=${seed}: ${from} to ${to}`);
      const onlyEnds = new Found();
      kernel.findLineEnds(bytes, from, to, onlyEnds.ends);
      assert.deepEqual(onlyEnds.all, { ...byLoop.all, places: [], needles: [] }, `FUZZ_SEED=${seed}: ${from} to ${to}`);
      hits += byLoop.count;
    }
  }
  assert.ok(hits > 10_000, `${hits} hits`);
});

test("stretches beyond the arena, lines too, and more hits than it has room for", () => {
  kernelHere();
  // In the last one, no line ends within the arena.
  const lines = [(random: Random) => random.below(300), () => 3, () => TEXT_MAX + 5000];
  for (const [index, lengthOf] of lines.entries()) {
    const random = makeRandom(SEED + index);
    const literals = ["aaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaa", " opened: ", "segmentation fault in module"];
    let text = "";
    while (text.length < 3.5 * TEXT_MAX) {
      const [length, alphabet] = [lengthOf(random), [...random.pick(["a", "ab ", "cd:"])]];
      text += `${length === 0 ? "" : randomText(random, length, alphabet, literals)}\n`;
    }
    const { bytes, words } = blockOf(text);
    const qGrams = new QGrams(literals, [0, 1, 2, 3]);
    const byLoop = new Found();
    qGrams.scanByLoop(words, bytes, 0, text.length, byLoop.ends, byLoop.hits);
    const either = new Found();
    qGrams.scan(words, bytes, 0, text.length, either.ends, either.hits);
    assert.deepEqual(either.all, byLoop.all, `FUZZ_SEED=${SEED + index}`);
    const [ends, endsByLoop] = [new Found(), new Found()];
    findLineEnds(words, bytes, 5, text.length - 2, ends.ends);
    findLineEndsByLoop(words, bytes, 5, text.length - 2, endsByLoop.ends);
    assert.deepEqual(ends.all, endsByLoop.all);
  }
});

test("more hits than there is room for are left to the loops", () => {
  const kernel = kernelHere();
  const literals = Array.from({ length: 20 }, (_, index) => "a".repeat(7 + index));
  const { bytes } = blockOf("a".repeat(TEXT_MAX));
  const table = new GramTable(literals, [...literals.keys()], null);
  const found = new Found();
  assert.equal(kernel.scan(table, bytes, 0, TEXT_MAX, found.ends, found.hits), false);
  assert.deepEqual(found.all, new Found().all);
});

test("the memory grows with the tables, and each text is scanned for its own", () => {
  const kernel = kernelHere();
  const random = makeRandom(SEED);
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const many = Array.from({ length: 20_000 }, () => Array.from({ length: 20 }, () => random.pick(letters)).join(""));
  const tables = [new GramTable(many, [...many.keys()], null), new GramTable(["nothing else"], [7], null)] as const;
  const text = `${many[0]}\n${many[19_999]} nothing else\n`;
  const { bytes } = blockOf(text);
  for (const table of [tables[1], tables[0], tables[1]]) {
    const found = new Found();
    assert.ok(kernel.scan(table, bytes, 0, text.length, found.ends, found.hits));
    const needles = [...new Set(found.hits.needles.values.slice(0, found.count))];
    assert.deepEqual(needles, table === tables[1] ? [7] : [0, 19_999]);
    assert.deepEqual([...found.ends.values.slice(0, 2)], [20, text.length - 1]);
  }
});

test("a literal that is longer than what is scanned together is left to the loops", () => {
  const kernel = kernelHere();
  const literal = "long ".repeat(20_000);
  const text = `xx${literal}\n`;
  const { bytes, words } = blockOf(text);
  const found = new Found();
  assert.equal(kernel.scan(new GramTable([literal], [0], null), bytes, 0, text.length, found.ends, found.hits), false);
  new QGrams([literal], [0]).scan(words, bytes, 0, text.length, found.ends, found.hits);
  assert.equal(found.count, 1);
});
