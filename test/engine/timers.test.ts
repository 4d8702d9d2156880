import assert from "node:assert/strict";
import { test } from "node:test";
import { type Timed, Timers } from "../../src/engine/timers.js";
import { makeRandom, type Random } from "../rules/random.js";

const SEED = Number(process.env.FUZZ_SEED ?? 20_260_103);

interface Owner extends Timed {
  readonly name: string;
}

function makeOwner(name: string): Owner {
  return { name, deadline: null, queuedFor: null };
}

function takeAll(timers: Timers<Owner>, now: number): string[] {
  const names: string[] = [];
  for (let owner = timers.takeDue(now); owner !== undefined; owner = timers.takeDue(now)) names.push(owner.name);
  return names;
}

test("owners are due at their second, not before, and once", () => {
  const timers = new Timers<Owner>();
  const [a, b] = [makeOwner("a"), makeOwner("b")];
  timers.set(a, 10);
  timers.set(b, 5);
  assert.equal(timers.earliest, 5);
  assert.deepEqual(takeAll(timers, 4), []);
  assert.deepEqual(takeAll(timers, 5), ["b"]);
  assert.deepEqual(takeAll(timers, 9), []);
  assert.deepEqual(takeAll(timers, 10), ["a"]);
  assert.deepEqual(takeAll(timers, 1000), []);
  assert.deepEqual([a.deadline, b.deadline, timers.earliest], [null, null, null]);
});

test("owners of the same second come in the order in which their deadlines were set", () => {
  const timers = new Timers<Owner>();
  for (const name of ["c", "a", "b"]) timers.set(makeOwner(name), 7);
  assert.deepEqual(takeAll(timers, 7), ["c", "a", "b"]);
});

test("a deadline moved forward, back, and taken away", () => {
  const timers = new Timers<Owner>();
  const [forward, back, away] = [makeOwner("forward"), makeOwner("back"), makeOwner("away")];
  for (const owner of [forward, back, away]) timers.set(owner, 10);
  timers.set(forward, 20);
  timers.set(back, 5);
  timers.set(away, null);
  assert.deepEqual(takeAll(timers, 5), ["back"]);
  assert.deepEqual(takeAll(timers, 19), []);
  assert.deepEqual(takeAll(timers, 20), ["forward"]);
});

test("a deadline moved forth and back again is due once", () => {
  const timers = new Timers<Owner>();
  const owner = makeOwner("a");
  for (const deadline of [10, 20, 10, 3, 20, 3]) timers.set(owner, deadline);
  assert.deepEqual(takeAll(timers, 30), ["a"]);
});

test("renewing a deadline for ever does not fill the heap", () => {
  const timers = new Timers<Owner>();
  const owner = makeOwner("a");
  for (let now = 0; now < 1000; now++) {
    timers.set(owner, now + 60);
    assert.deepEqual(takeAll(timers, now), []);
  }
  const { heap } = timers as unknown as { heap: { size: number } };
  assert.equal(heap.size, 1);
});

/** Every owner's deadline in a map, looked through each second. */
class NaiveTimers {
  readonly deadlines = new Map<Owner, number>();

  takeDue(now: number): string[] {
    const due = [...this.deadlines].filter(([, deadline]) => deadline <= now).map(([owner]) => owner);
    for (const owner of due) this.deadlines.delete(owner);
    return due.map(({ name }) => name);
  }
}

function setSome(
  random: Random,
  owners: readonly Owner[],
  now: number,
  timers: Timers<Owner>,
  naive: NaiveTimers,
): void {
  for (let count = random.below(4); count > 0; count--) {
    const owner = random.pick(owners);
    const deadline = random.below(5) === 0 ? null : now + 1 + random.below(random.pick([3, 40]));
    timers.set(owner, deadline);
    if (deadline === null) naive.deadlines.delete(owner);
    else naive.deadlines.set(owner, deadline);
  }
}

test(`random deadlines against looking through all of them, seed ${SEED}`, () => {
  const random = makeRandom(SEED);
  const owners = Array.from({ length: 20 }, (_, index) => makeOwner(`o${index}`));
  const timers = new Timers<Owner>();
  const naive = new NaiveTimers();
  let taken = 0;
  for (let now = 0; now < 5000; now += 1 + (random.below(20) === 0 ? random.below(30) : 0)) {
    const first = Math.min(...naive.deadlines.values());
    assert.ok((timers.earliest ?? Number.POSITIVE_INFINITY) <= first, `seed ${SEED}, second ${now}: earliest too late`);
    const names = takeAll(timers, now);
    assert.deepEqual(names.toSorted(), naive.takeDue(now).toSorted(), `seed ${SEED}, second ${now}`);
    taken += names.length;
    setSome(random, owners, now, timers, naive);
  }
  assert.ok(taken > 500, `${taken} taken: the test would see nothing`);
});

test("what is cancelled long before its second is not kept until then", () => {
  const timers = new Timers<Owner>();
  const stays = makeOwner("stays");
  timers.set(stays, 3600);
  let most = 0;
  for (let number = 0; number < 100_000; number++) {
    const owner = makeOwner("ends soon");
    timers.set(owner, 3600 + number);
    timers.set(owner, number % 2 === 0 ? null : 1000);
    if (number % 2 === 1) timers.set(owner, null);
    most = Math.max(most, timers.size);
  }
  assert.ok(most < 1000, `${most} entries`);
  assert.deepEqual(takeAll(timers, 1_000_000), ["stays"]);
});

test("an owner whose entry was swept can be set again", () => {
  const timers = new Timers<Owner>();
  const owners = Array.from({ length: 300 }, (_, number) => makeOwner(String(number)));
  for (const owner of owners) timers.set(owner, 100);
  for (const owner of owners) timers.set(owner, null);
  assert.ok(timers.size < 256, `${timers.size} entries`);
  for (const owner of owners.slice(0, 3)) timers.set(owner, 50);
  assert.deepEqual(takeAll(timers, 49), []);
  assert.deepEqual(takeAll(timers, 50), ["0", "1", "2"]);
  assert.deepEqual(takeAll(timers, 1000), []);
});
