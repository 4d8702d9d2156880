import assert from "node:assert/strict";
import { test } from "node:test";
import { EventQueue } from "../../src/engine/event-queue.js";

function takeAll(queue: EventQueue): string[] {
  const texts: string[] = [];
  for (let event = queue.take(); event !== undefined; event = queue.take()) texts.push(event.text);
  return texts;
}

test("events are taken in the order in which they were added, over many additions", () => {
  const queue = new EventQueue();
  const expected: string[] = [];
  const taken: string[] = [];
  for (let index = 0; index < 1000; index++) {
    queue.add({ text: `a${index}`, context: null });
    queue.add({ text: `b${index}`, context: null });
    expected.push(`a${index}`, `b${index}`);
    const event = queue.take();
    if (event !== undefined) taken.push(event.text);
  }
  assert.equal(queue.hasPending, true);
  taken.push(...takeAll(queue));
  assert.deepEqual(taken, expected);
  assert.equal(queue.hasPending, false);
  assert.equal(queue.take(), undefined);
});

test("an event keeps its context", () => {
  const queue = new EventQueue();
  queue.add({ text: "x", context: "C" });
  queue.addAt(5, { text: "y", context: "D" });
  queue.releaseDue(5);
  assert.deepEqual(
    [queue.take(), queue.take()],
    [
      { text: "x", context: "C" },
      { text: "y", context: "D" },
    ],
  );
});

test("delayed events join at their second, by second and then by creation, behind what waits", () => {
  const queue = new EventQueue();
  for (const [at, text] of [
    [12, "late"],
    [10, "first"],
    [11, "middle"],
    [10, "second"],
    [12, "later"],
    [10, "third"],
  ] as const) {
    queue.addAt(at, { text, context: null });
  }
  assert.equal(queue.earliestDelayed, 10);
  queue.releaseDue(9);
  assert.deepEqual(takeAll(queue), []);
  queue.add({ text: "now", context: null });
  queue.releaseDue(10);
  assert.deepEqual(takeAll(queue), ["now", "first", "second", "third"]);
  queue.releaseDue(20);
  assert.deepEqual(takeAll(queue), ["middle", "late", "later"]);
  assert.equal(queue.earliestDelayed, null);
});

test("a full restart drops what waits for its second, not what waits for its turn", () => {
  const queue = new EventQueue();
  queue.add({ text: "turn", context: null });
  queue.addAt(5, { text: "second", context: null });
  queue.dropDelayed();
  queue.releaseDue(99);
  assert.deepEqual(takeAll(queue), ["turn"]);
});
