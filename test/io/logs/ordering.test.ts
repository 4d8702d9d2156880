import assert from "node:assert/strict";
import { test } from "node:test";
import { Ordering, type TimedLine } from "../../../src/io/logs/ordering.js";
import { makeRandom } from "../../rules/random.js";

function order(times: readonly number[], bound: number): { readonly released: number[]; readonly late: number[] } {
  const ordering = new Ordering(bound);
  const released: number[] = [];
  const late: number[] = [];
  const release = (isOver: boolean): void => {
    for (let line = ordering.release(isOver); line; line = ordering.release(isOver)) released.push(line.number);
  };
  const bytes = Buffer.alloc(0);
  times.forEach((time, number) => {
    if (ordering.isLate(time)) late.push(number);
    ordering.note(time);
    ordering.hold({ bytes, start: 0, end: 0, time, number } satisfies TimedLine);
    release(false);
  });
  release(true);
  return { released, late };
}

test("lines are released in order, those of one time as they came", () => {
  assert.deepEqual(order([10, 12, 11, 12, 15, 13], 5), { released: [0, 2, 1, 3, 5, 4], late: [] });
});

test("what is further back than the bound is late", () => {
  assert.deepEqual(order([10, 20, 15, 14, 21, 16], 5).late, [3]);
});

test("any order within the bound comes out sorted", () => {
  const seed = Date.now() % 1_000_000;
  for (let round = 0; round < 200; round++) {
    const random = makeRandom(seed + round);
    const bound = random.below(50);
    const arrivals = Array.from({ length: 200 }, () => random.below(500)).map((time) => ({
      time,
      arrival: time + random.below(bound + 1),
    }));
    arrivals.sort((a, b) => a.arrival - b.arrival);
    const times = arrivals.map(({ time }) => time);
    const { released, late } = order(times, bound);
    const sorted = times
      .map((_, number) => number)
      .sort((a, b) => (times[a] as number) - (times[b] as number) || a - b);
    assert.deepEqual({ released, late }, { released: sorted, late: [] }, `seed ${seed + round}`);
  }
});
