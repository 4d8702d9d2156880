import assert from "node:assert/strict";
import { test } from "node:test";
import {
  countOf,
  type EventTimes,
  earliestOf,
  listOf,
  NO_TIMES,
  timesSince,
  withoutEarliest,
  withTime,
} from "../../src/engine/event-times.js";
import { makeRandom } from "../rules/random.js";

const SEED = Number(process.env.FUZZ_SEED ?? 20_261_127);

test(`times against a plain list, seed ${SEED}`, () => {
  const random = makeRandom(SEED);
  let times: EventTimes = NO_TIMES;
  let plain: number[] = [];
  let most = 0;
  for (let now = 1; now < 5000; now++) {
    switch (random.below(now % 1000 < 500 ? 12 : 3)) {
      case 0:
        times = withoutEarliest(times);
        plain = plain.slice(1);
        break;
      case 1: {
        const start = now - random.below(50);
        times = timesSince(times, start);
        plain = plain.filter((time) => time >= start);
        break;
      }
      default:
        times = withTime(times, now);
        plain.push(now);
    }
    assert.deepEqual([...listOf(times)], plain, `seed ${SEED}, step ${now}`);
    assert.deepEqual([countOf(times), earliestOf(times)], [plain.length, plain[0]]);
    most = Math.max(most, plain.length);
  }
  assert.ok(most > 20, "the test would see short lists only");
  assert.deepEqual(listOf(NO_TIMES), []);
});
