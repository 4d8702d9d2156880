import assert from "node:assert/strict";
import { test } from "node:test";
import { Heap } from "../../src/base/heap.js";
import { makeRandom } from "../rules/random.js";

const SEED = Number(process.env.FUZZ_SEED ?? 20_260_102);

const ascending = (a: number, b: number): boolean => a < b;

test("an empty heap yields nothing", () => {
  const heap = new Heap<number>(ascending);
  assert.equal(heap.peek(), undefined);
  assert.equal(heap.pop(), undefined);
  assert.equal(heap.size, 0);
});

test("items come out in order, and peek() leaves them where they are", () => {
  const heap = new Heap<number>(ascending);
  for (const item of [5, 1, 4, 1, 3]) heap.push(item);
  assert.deepEqual([heap.peek(), heap.size], [1, 5]);
  assert.deepEqual(
    Array.from({ length: 6 }, () => heap.pop()),
    [1, 1, 3, 4, 5, undefined],
  );
});

test("clear() forgets everything, and the heap can be used again", () => {
  const heap = new Heap<number>(ascending);
  for (const item of [2, 1]) heap.push(item);
  heap.clear();
  assert.deepEqual([heap.size, heap.peek()], [0, undefined]);
  heap.push(7);
  assert.deepEqual([heap.size, heap.pop()], [1, 7]);
});

test(`random pushes and pops against a sorted array, seed ${SEED}`, () => {
  const random = makeRandom(SEED);
  const heap = new Heap<number>(ascending);
  let model: number[] = [];
  for (let step = 0; step < 20_000; step++) {
    // Growing and shrinking by turns, so that small heaps and large ones are seen.
    const growing = Math.floor(step / 500) % 2 === 0;
    if (random.below(10) < (growing ? 7 : 3)) {
      const item = random.below(100);
      heap.push(item);
      model = [...model, item].sort((a, b) => a - b);
    } else {
      assert.equal(heap.pop(), model.shift(), `seed ${SEED}, step ${step}`);
    }
    assert.deepEqual([heap.size, heap.peek()], [model.length, model[0]], `seed ${SEED}, step ${step}`);
  }
  assert.deepEqual(
    [...heap].sort((a, b) => a - b),
    model,
  );
});
