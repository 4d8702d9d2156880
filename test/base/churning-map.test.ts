import assert from "node:assert/strict";
import { test } from "node:test";
import { ChurningMap, ChurningSet } from "../../src/base/churning-map.js";
import { makeRandom } from "../rules/random.js";

test("it holds what a Map holds, in the same order, whatever comes and goes", () => {
  const random = makeRandom(1);
  const map = new ChurningMap<number, number>();
  const set = new ChurningSet<number>();
  const expected = new Map<number, number>();
  for (let step = 0; step < 20_000; step++) {
    const key = random.below(200);
    if (random.below(2) === 0) {
      map.set(key, step);
      set.add(key);
      expected.set(key, step);
    } else {
      map.delete(key);
      set.delete(key);
      expected.delete(key);
    }
    assert.equal(map.size, expected.size);
    assert.equal(map.get(key), expected.get(key));
    assert.equal(map.has(key), expected.has(key));
    if (step % 97 !== 0) continue;
    assert.deepEqual([...map], [...expected]);
    assert.deepEqual([...map.keys()], [...expected.keys()]);
    assert.deepEqual([...map.values()], [...expected.values()]);
    assert.deepEqual([...set], [...expected.keys()]);
  }
  map.clear();
  assert.equal(map.size, 0);
});
