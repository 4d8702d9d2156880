import assert from "node:assert/strict";
import { test } from "node:test";
import { EventStore } from "../../src/engine/event-store.js";
import { makeRandom } from "../rules/random.js";

const SEED = Number(process.env.FUZZ_SEED ?? 20_260_104);

test("strings keep their order and their times", () => {
  const store = new EventStore();
  store.append(["b", "c"], 20);
  store.prepend(["x", "a"], 30);
  store.append(["d"], 10);
  assert.deepEqual(store.toArray(), ["x", "a", "b", "c", "d"]);
  assert.deepEqual(store.trim(20), ["d"]);
  assert.deepEqual(store.trim(21), ["b", "c"]);
  assert.deepEqual(store.toArray(), ["x", "a"]);
});

test("an empty store yields nothing", () => {
  const store = new EventStore();
  assert.deepEqual([store.size, store.shift(), store.pop(), store.trim(99)], [0, undefined, undefined, []]);
});

test("a store that is emptied by shift() can be filled again", () => {
  const store = new EventStore();
  store.append(["a"], 1);
  assert.equal(store.shift(), "a");
  assert.equal(store.pop(), undefined);
  store.prepend(["b"], 2);
  store.append(["c"], 3);
  assert.deepEqual([store.size, store.pop(), store.shift(), store.size], [2, "c", "b", 0]);
});

test(`random operations against an array, seed ${SEED}`, () => {
  const random = makeRandom(SEED);
  const store = new EventStore();
  let model: { text: string; time: number }[] = [];
  for (let step = 0; step < 20_000; step++) {
    const place = `seed ${SEED}, step ${step}`;
    const now = Math.floor(step / 10);
    const lines = Array.from({ length: random.below(4) }, (_, index) => `${step}.${index}`);
    const entries = lines.map((text) => ({ text, time: now }));
    const choice = random.below(400);
    if (choice < 130) {
      store.append(lines, now);
      model.push(...entries);
    } else if (choice < 150) {
      store.prepend(lines, now);
      model = [...entries, ...model];
    } else if (choice < 330) assert.equal(store.shift(), model.shift()?.text, place);
    else if (choice < 395) assert.equal(store.pop(), model.pop()?.text, place);
    else if (choice < 398) {
      const before = now - random.below(5);
      const removed = model.filter(({ time }) => time < before).map(({ text }) => text);
      assert.deepEqual(store.trim(before), removed, place);
      model = model.filter(({ time }) => time >= before);
    } else if (choice < 399) {
      store.clear();
      model = [];
    } else {
      const many = Array.from({ length: 300 }, (_, index) => `${step}.${index}`);
      store.append(many, now);
      model.push(...many.map((text) => ({ text, time: now })));
    }
    assert.equal(store.size, model.length, place);
    if (step % 7 === 0)
      assert.deepEqual(
        [...store.toArray()],
        model.map(({ text }) => text),
        place,
      );
  }
});
