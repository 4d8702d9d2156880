/** The second look at lines, by the kernel and without it, against what it is to say. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Block } from "../../../src/patterns/prefilter/block.js";
import type { Subject } from "../../../src/patterns/prefilter/choice.js";
import { Confirmation } from "../../../src/patterns/prefilter/confirmation.js";
import { GramTable } from "../../../src/patterns/prefilter/gram-table.js";
import { Hits, Numbers } from "../../../src/patterns/prefilter/hits.js";
import { theKernel } from "../../../src/patterns/prefilter/kernel/kernel.js";
import { Scanner } from "../../../src/patterns/prefilter/scanner.js";
import { makeRandom, type Random } from "../../rules/random.js";

const SEED = Number(process.env.FUZZ_SEED ?? 61_700);
/** Subjects keep accounts, and give up; each is asked about fewer lines than that takes. */
const LINES = 20;

function word(random: Random, length: number): string {
  return Array.from({ length }, () => random.pick([..."abAB[{ .\xe9\xff"])).join("");
}

/** As the search does it: case is folded, and some punctuation with it. */
function folded(text: string): string {
  return [...text].map((char) => String.fromCharCode(char.charCodeAt(0) | 0x20)).join("");
}

test("a line is confirmed when it has a literal of each set, as far as sixteen bytes of it tell", () => {
  const kernel = theKernel();
  assert.ok(kernel !== null, "WebAssembly with vectors");
  const counts = { confirmed: 0, ruledOut: 0 };
  for (let seed = SEED; seed < SEED + 150; seed++) {
    const random = makeRandom(seed);
    const literal = () => word(random, random.pick([1, 2, 3, 5, 15, 16, 17, 30])).toLowerCase();
    const literals = Array.from({ length: 1 + random.below(12) }, literal);
    const sets = Array.from({ length: 1 + random.below(8) }, () =>
      Array.from({ length: random.below(3) }, () =>
        Array.from({ length: 1 + random.below(3) }, () => random.pick(literals)),
      ),
    );
    const piece = () => (random.below(3) > 0 ? word(random, random.below(20)) : random.pick(literals));
    const lines = Array.from({ length: LINES }, () => Array.from({ length: random.below(6) }, piece).join(""));
    const text = `${"x".repeat(random.below(4))}\n${lines.join("\n")}\n`;
    const block = new Block(text.length);
    for (let at = 0; at < text.length; at++) block.bytes[at] = text.charCodeAt(at);
    const [byLoop, byKernel] = [new Confirmation(sets), new Confirmation(sets)];
    // The first one is never told that there is a kernel.
    kernel.scan(new GramTable(["nothing"], [0], null), block.bytes, 0, text.length, new Numbers(), new Hits());
    byKernel.ask(kernel);
    assert.equal(byKernel.kernel, sets.some((own) => own.length > 0) ? kernel : null);
    let from = text.indexOf("\n") + 1;
    for (const line of lines) {
      const end = from + line.length;
      for (const [subject, own] of sets.entries()) {
        const expected = own.every((set) => set.some((one) => folded(line).includes(folded(one.slice(0, 16)))));
        const where = `FUZZ_SEED=${seed}: ${JSON.stringify(line)}, ${JSON.stringify(own)}`;
        assert.equal(byLoop.confirms(subject, block, from, end), expected, where);
        assert.equal(byKernel.confirms(subject, block, from, end), expected, `${where} by the kernel`);
        counts[expected ? "confirmed" : "ruledOut"]++;
      }
      from = end + 1;
    }
  }
  assert.ok(counts.confirmed > 2_000 && counts.ruledOut > 2_000, JSON.stringify(counts));
});

/** In a line of 40 bytes, so that a few are too little for the kernel. */
const padded = (text: string) => `${text.padEnd(39, ".")}\n`;

test("a block that is filled anew with less than the kernel takes is not mistaken for what it was", () => {
  const subject: Subject = { sets: [["]: session "], ["su["]], shape: null, wakes: true, lines: 1 };
  const scanner = new Scanner([subject]);
  const block = new Block(1 << 16);
  const found = (lines: readonly string[]): number[] => {
    const text = lines.map(padded).join("");
    for (let at = 0; at < text.length; at++) block.bytes[at] = text.charCodeAt(at);
    block.clear();
    scanner.scan(block, 0, text.length);
    return [...block.found.lines.values.slice(0, block.found.count)];
  };
  const without = Array.from({ length: 800 }, (_, line) => (line % 3 === 0 ? "sudo[1]: session closed" : ""));
  const few = ["sudo[1]: session opened", "su[1]: session opened"];
  // The first long block is the sample.
  assert.deepEqual(found(without), []);
  assert.deepEqual(found(without), []);
  assert.deepEqual(found(few), [1]);
  assert.deepEqual(found([...without, ...few]), [801]);
  assert.deepEqual(found(few), [1]);
});

test("records are there again after the kernel has looked for something else", () => {
  const kernel = theKernel();
  assert.ok(kernel !== null, "WebAssembly with vectors");
  const text = `${"a line of the first text ".repeat(30)}\n`;
  const block = new Block(text.length);
  for (let at = 0; at < text.length; at++) block.bytes[at] = text.charCodeAt(at);
  const tables = [["nothing"], Array.from({ length: 500 }, (_, number) => `another ${number}`)].map(
    (literals) => new GramTable(literals, [...literals.keys()], null),
  );
  const confirmations = ["first", "second"].map((literal) => new Confirmation([[[literal]]]));
  for (let round = 0; round < 8; round++) {
    const own = (round >> 1) % 2;
    const [table, confirmation] = [tables[round % 2] as GramTable, confirmations[own] as Confirmation];
    kernel.scan(table, block.bytes, 0, text.length, new Numbers(), new Hits());
    confirmation.ask(kernel);
    assert.equal(confirmation.confirms(0, block, 0, text.length - 1), own === 0, `round ${round}`);
  }
});
