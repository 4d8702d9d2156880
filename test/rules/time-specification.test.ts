/** Which values a condition allows; what loads at all is in acceptance/times.txt. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, readRule } from "./reading.js";

const FIELDS = ["minutes", "hours", "days", "months", "weekdays", "years"] as const;

/** The values that `condition` allows in the given field. */
function allowed(field: (typeof FIELDS)[number], condition: string): unknown {
  const time = FIELDS.map((name) => (name === field ? condition : "*")).join(" ");
  const rule = readRule(`type=Calendar\ntime=${time}\ndesc=d\naction=none\n`);
  assert.ok(rule.type === "Calendar");
  return plain(rule.time[field]);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

test("everything", () => {
  assert.deepEqual(allowed("minutes", "*"), range(0, 59));
  assert.deepEqual(allowed("hours", "*"), range(0, 23));
  assert.deepEqual(allowed("days", "*"), range(0, 31));
  assert.deepEqual(allowed("months", "*"), range(1, 12));
  assert.deepEqual(allowed("weekdays", "*"), range(0, 6));
  assert.deepEqual(allowed("years", "*"), range(0, 99));
});

test("numbers, ranges, open ranges and lists", () => {
  assert.deepEqual(allowed("minutes", "00018"), [18]);
  assert.deepEqual(allowed("minutes", "5,,3,"), [3, 5]);
  assert.deepEqual(allowed("minutes", "57-"), [57, 58, 59]);
  assert.deepEqual(allowed("minutes", "-2"), [0, 1, 2]);
  assert.deepEqual(allowed("months", "-2"), [1, 2]);
  assert.deepEqual(allowed("minutes", "-"), range(0, 59));
  assert.deepEqual(allowed("minutes", "5-3"), []);
  assert.deepEqual(allowed("minutes", "1,10-12,5-3"), [1, 10, 11, 12]);
});

test("steps count from the beginning of their range", () => {
  assert.deepEqual(allowed("hours", "*/11"), [0, 11, 22]);
  assert.deepEqual(allowed("months", "*/11"), [1, 12]);
  assert.deepEqual(allowed("minutes", "3-20/7"), [3, 10, 17]);
  assert.deepEqual(allowed("minutes", "50-/4"), [50, 54, 58]);
  assert.deepEqual(allowed("minutes", "-6/3"), [0, 3, 6]);
  assert.deepEqual(allowed("minutes", "*/70"), [0]);
});

test("weekday 7 is Sunday", () => {
  assert.deepEqual(allowed("weekdays", "7"), [0]);
  assert.deepEqual(allowed("weekdays", "5-7/2"), [0, 5]);
  assert.deepEqual(allowed("weekdays", "6-7"), [0, 6]);
});

test("without a sixth condition every year is allowed", () => {
  const rule = readRule("type=Calendar\ntime=*\t* *  * *\ndesc=d\naction=none\n");
  assert.ok(rule.type === "Calendar");
  assert.equal(rule.time.years, null);
});
