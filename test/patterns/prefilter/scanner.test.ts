import assert from "node:assert/strict";
import { test } from "node:test";
import type { LineFilter } from "../../../src/engine/face.js";
import { NO_FILTER, ScannedLines } from "../../../src/io/inputs/scanned-lines.js";
import type { Subject } from "../../../src/patterns/prefilter/choice.js";
import { Block, Scanner } from "../../../src/patterns/prefilter/index.js";
import { makeRandom, type Random } from "../../rules/random.js";

const SEED = Number(process.env.FUZZ_SEED ?? 90_125);

function word(random: Random, length: number): string {
  return Array.from({ length }, () => random.pick([..."abAB[{ .\xe9\xff"])).join("");
}

function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Subjects with one set each, and lines that often hold their literals, in any case and at any place. */
function material(random: Random) {
  const literals = Array.from({ length: 1 + random.below(30) }, () => lower(word(random, 1 + random.below(12))));
  const subjects: Subject[] = Array.from({ length: 1 + random.below(20) }, () => ({
    sets: [Array.from({ length: 1 + random.below(3) }, () => random.pick(literals))],
    shape: null,
    wakes: true,
    lines: 1,
  }));
  const piece = (): string => (random.below(3) > 0 ? word(random, random.below(9)) : random.pick(literals));
  const shout = (text: string): string => (random.below(2) === 0 ? text : text.toUpperCase().replace(/[^A-Z]/g, "."));
  const lines = Array.from({ length: 60 }, () =>
    Array.from({ length: random.below(6) }, () => (random.below(4) === 0 ? shout(piece()) : piece())).join(""),
  );
  return { subjects, lines };
}

/** As the probes do it: case is folded, and some punctuation with it. */
function folded(text: string): string {
  return [...text].map((char) => String.fromCharCode(char.charCodeAt(0) | 0x20)).join("");
}

/** Without an engine. */
const filterFor = (scanner: Scanner, skips: boolean): LineFilter => ({ ...NO_FILTER, scanner, skips: () => skips });

test("whatever is in a line is found, and nothing but what is nearly there", () => {
  for (let seed = SEED; seed < SEED + 300; seed++) {
    const { subjects, lines } = material(makeRandom(seed));
    const scanner = new Scanner(subjects);
    const input = new ScannedLines(0, filterFor(scanner, false));
    input.add(Buffer.from(lines.map((line) => `${line}\n`).join(""), "latin1"));
    for (const line of lines) {
      assert.equal(input.next(), line);
      const { values, count } = input.hits.subjects;
      const found = [...new Set(values.slice(0, count))].sort((a, b) => a - b);
      const having = (has: (literal: string) => boolean) =>
        subjects.flatMap(({ sets: [set = []] }, index) => (set.some(has) ? [index] : []));
      const there = having((literal) => lower(line).includes(literal));
      const nearlyThere = having((literal) =>
        (literal.length < 7 ? lower(line) : folded(line)).includes(literal.length < 7 ? literal : folded(literal)),
      );
      assert.deepEqual(
        there.filter((subject) => !found.includes(subject)),
        [],
        `FUZZ_SEED=${seed}: ${line}`,
      );
      assert.deepEqual(
        found.filter((subject) => !nearlyThere.includes(subject)),
        [],
        `FUZZ_SEED=${seed}: ${line}`,
      );
    }
  }
});

test("of several sets, those that the traffic makes telling are chosen, and all of them must be there", () => {
  const subject: Subject = {
    sets: [["common one"], ["common two"], ["everywhere"]],
    shape: null,
    wakes: true,
    lines: 1,
  };
  const lines = Array.from({ length: 1000 }, (_, index) => {
    const first = index % 5 === 0 ? "common one" : "nothing to see";
    return `everywhere ${first} ${index % 7 === 0 ? "common two" : "nothing else"} ${index}`;
  });
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
  const scanner = new Scanner([subject]);
  const input = new ScannedLines(0, filterFor(scanner, true));
  input.add(bytes);
  const woke: number[] = [];
  for (let at = 0; input.hasLine; ) {
    at += input.skip(1000);
    if (!input.hasLine) break;
    input.next();
    woke.push(at++);
  }
  assert.deepEqual(
    woke,
    lines.flatMap((_, index) => (index % 35 === 0 ? [index] : [])),
  );
  assert.deepEqual([...scanner.choice.literals].sort(), ["common one", "common two"]);
});

test("a pattern that looks at several lines is found by one set: its literals may be in different lines", () => {
  const subject: Subject = { sets: [["first line"], ["second line"]], shape: null, wakes: true, lines: 2 };
  const scanner = new Scanner([subject]);
  const text = "the first line\nthe second line\n".repeat(1000);
  const block = new Block(text.length);
  block.bytes.set(Buffer.from(text));
  scanner.scan(block, 0, text.length);
  assert.equal(scanner.choice.literals.length, 1);
  assert.equal(block.long.count, 1000);
});

test("lines are looked at anew when what is looked for changes", () => {
  const scannerFor = (literal: string) => new Scanner([{ sets: [[literal]], shape: null, wakes: true, lines: 1 }]);
  const filter = { ...filterFor(scannerFor("needle one"), true) };
  const input = new ScannedLines(0, filter);
  input.add(Buffer.from("a needle one\nb\nc needle two\nd needle one\nrest"));
  assert.equal(input.skip(10), 0);
  assert.equal(input.next(), "a needle one");
  filter.scanner = scannerFor("needle two");
  assert.equal(input.skip(10), 1);
  assert.equal(input.next(), "c needle two");
  assert.equal(input.hits.scanner, filter.scanner);
  assert.equal(input.skip(10), 1);
  assert.deepEqual(input.last(1), ["d needle one"]);
  assert.equal(input.hasLine, false);
  input.release();
  input.add(Buffer.from(" of it\n"));
  assert.equal(input.next(), "rest of it");
});

test("what is too short to be looked for in all lines is looked for where the rest is found", () => {
  const subject: Subject = {
    sets: [[" cron", " crn"], ["]: quota "]],
    shape: null,
    wakes: true,
    lines: 1,
  };
  const other: Subject = { sets: [["not to be found"]], shape: null, wakes: true, lines: 1 };
  const scanner = new Scanner([subject, other]);
  const lines = [
    "a cron[1]: quota of",
    "a cups[1]: quota of",
    "a Crn[1]: QUOTA of",
    "cron[1]: quota of",
    "a cron[1]: nothing",
  ];
  for (const rounds of [1, 200]) {
    const input = new ScannedLines(0, filterFor(scanner, true));
    const woke: string[] = [];
    for (let round = 0; round < rounds; round++) {
      input.add(Buffer.from(lines.map((line) => `${line}\n`).join("")));
      for (input.skip(1000); input.hasLine; input.skip(1000)) woke.push(input.next() as string);
    }
    assert.deepEqual(scanner.choice.literals, ["]: quota ", "not to be found"]);
    assert.deepEqual([...new Set(woke)].slice(0, 2), ["a cron[1]: quota of", "a Crn[1]: QUOTA of"]);
    assert.equal(woke.filter((line) => line.includes("nothing")).length, 0);
    assert.equal(woke.filter((line) => / cron|crn/i.test(line)).length, 2 * rounds);
  }
});

test("where a second look rules hardly any line out, it is given up, and no line is lost", () => {
  const subject: Subject = { sets: [[" cron["], ["]: quota "]], shape: null, wakes: true, lines: 1 };
  const scanner = new Scanner([subject, { sets: [["not to be found"]], shape: null, wakes: true, lines: 1 }]);
  const input = new ScannedLines(0, filterFor(scanner, true));
  const woke = (line: string): boolean => {
    input.add(Buffer.from(`${line}\n`));
    input.skip(1);
    return input.hasLine && input.next() === line;
  };
  for (let line = 0; line < 100; line++) assert.equal(woke("a cron[1]: quota of"), true);
  assert.equal(woke("a cups[1]: quota of"), true);
});

test("a subject that is in most lines of the sample is found in all, and the others as before", () => {
  const subjects: Subject[] = ["common", "seldom one"].map((literal) => ({
    sets: [[literal]],
    shape: null,
    wakes: true,
    lines: 1,
  }));
  const scanner = new Scanner(subjects);
  const lines = Array.from(
    { length: 2000 },
    (_, at) => `${at % 10 === 0 ? "" : "common"} ${at % 7 === 0 ? "seldom one" : ""}`,
  );
  const input = new ScannedLines(0, filterFor(scanner, true));
  input.add(Buffer.from(lines.map((line) => `${line}\n`).join(""), "latin1"));
  assert.equal(scanner.choice.literals.includes("common"), false);
  for (const [at, line] of lines.entries()) {
    assert.equal(input.skip(1), 0);
    assert.equal(input.next(), line);
    const { values, count } = input.hits.subjects;
    assert.deepEqual([...values.slice(0, count)], at % 7 === 0 ? [0, 1] : [0]);
  }
});

test("what is in most lines of the sample, and no more in those that follow, is looked for again", () => {
  const scanner = new Scanner([{ sets: [["common"]], shape: null, wakes: true, lines: 1 }]);
  const block = new Block(1 << 16);
  const scan = (line: string, count: number): void => {
    const text = `${line}\n`.repeat(count);
    for (let at = 0; at < text.length; at++) block.bytes[at] = text.charCodeAt(at);
    block.clear();
    scanner.scan(block, 0, text.length);
  };
  scan("a line with what is common", 2000);
  scan("a line with what is common", 1);
  assert.equal(block.found.isAll, true);
  for (let round = 0; round < 10; round++) scan("a line with something else", 2000);
  assert.deepEqual(scanner.choice.literals, ["common"]);
  assert.deepEqual([block.found.isAll, block.found.count], [false, 0]);
});
