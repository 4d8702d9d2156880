/** The two kinds of log lines must agree where either can serve. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_FILTER } from "../../../src/io/inputs/scanned-lines.js";
import { LinesInPlace } from "../../../src/io/logs/lines-in-place.js";
import type { LogLines } from "../../../src/io/logs/log-lines.js";
import { OrderedLines } from "../../../src/io/logs/ordered-lines.js";
import { FORMATS, LineTimes, type LogTimeFormat, MICROSECONDS } from "../../../src/logtime/index.js";
import { makeRandom, type Random } from "../../rules/random.js";

const START = Date.UTC(2023, 5, 1) / 1000;
const SAMPLE_LINES = 5;
const iso8601 = FORMATS.find(({ name }) => name === "iso8601") as LogTimeFormat;

/** The first line has the time START; of the others some have none or are too early, some are empty; perhaps no newline at the end. */
function makeLog(random: Random): Buffer {
  let time = START;
  const lines = Array.from({ length: random.below(200) }, (_, number) => {
    if (number > 0) time += random.below(3);
    const early = number > 0 && random.below(10) === 0 ? random.below(20) : 0;
    const stamp = `${new Date((time - early) * 1000).toISOString()} `;
    const text = random.below(8) === 0 ? "" : `${"x".repeat(random.below(60))} ${number}`;
    return number > 0 && random.below(6) === 0 ? text : stamp + text;
  });
  return Buffer.from(lines.join("\n") + (random.below(2) === 0 ? "\n" : ""));
}

function times(): LineTimes {
  const zone = () => ({ offset: 0, zone: "UTC" });
  return new LineTimes({ format: iso8601, zone, year: null, end: START + 86_400, endYear: 2023, lateness: 0 });
}

/** Feeds a log in pieces, and takes lines whenever there are some. */
function drive(lines: LogLines, log: Buffer, random: Random): string[] {
  const taken: string[] = [];
  const take = (isOver: boolean): void => {
    if (lines.sampled >= (isOver ? 1 : SAMPLE_LINES)) lines.begin(times(), START * MICROSECONDS);
    while (lines.hasLine) taken.push(`${lines.number} ${lines.time} ${lines.take()}`);
  };
  for (let at = 0; at < log.length; ) {
    const size = 1 + random.below(400);
    const chunk = Buffer.from(log.subarray(at, at + size));
    lines.add(chunk);
    chunk.fill(0);
    take(false);
    at += size;
  }
  lines.finish();
  take(true);
  return [...taken, `${lines.total} ${lines.untimed} ${lines.late}`];
}

test("lines in place are those that are put in order with a bound of no time", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const log = makeLog(makeRandom(seed));
    const ordered = drive(new OrderedLines({ lateness: 0, late: "take", maxLine: 0 }), log, makeRandom(seed));
    const inPlace = drive(new LinesInPlace(NO_FILTER), log, makeRandom(seed + 1));
    assert.deepEqual(inPlace, ordered, `seed ${seed}`);
  }
});

test("lines before a time are passed by, and those that follow keep their numbers and times", () => {
  const log = Buffer.from(["00", "00", "01", "03", "03"].map((second) => `2023-06-01T00:00:${second}Z x\n`).join(""));
  const lines = new LinesInPlace({ ...NO_FILTER, skips: () => true });
  lines.add(log);
  lines.begin(times(), START * MICROSECONDS);
  assert.equal(lines.skip((START + 3) * MICROSECONDS), 3);
  assert.equal(lines.skippedTo, (START + 1) * MICROSECONDS);
  assert.equal(lines.number, 4);
  assert.equal(lines.skip((START + 3) * MICROSECONDS), 0);
  assert.equal(lines.take(), "2023-06-01T00:00:03Z x");
  assert.equal(lines.skip(Number.POSITIVE_INFINITY), 1);
  assert.equal(lines.hasLine, false);
});

test("of a log that is over before its format is known every line comes, within a bound too", () => {
  for (let seed = 1; seed <= 50; seed++) {
    const random = makeRandom(seed);
    const log = makeLog(random).subarray(0, 400);
    const lines = new OrderedLines({ lateness: 3600 * MICROSECONDS, late: "take", maxLine: 0 });
    lines.add(log);
    lines.finish();
    if (lines.sampled > 0) lines.begin(times(), START * MICROSECONDS);
    let taken = 0;
    for (; lines.hasLine; taken++) lines.take();
    assert.equal(taken, lines.total, `seed ${seed}`);
  }
});
