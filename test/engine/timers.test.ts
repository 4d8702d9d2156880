import assert from "node:assert/strict";
import { test } from "node:test";
import { type Timed, Timers } from "../../src/engine/timers.js";
import { makeRandom, type Random } from "../rules/random.js";

const SEED = Number(process.env.FUZZ_SEED ?? 20_260_103);

interface Owner extends Timed {
  readonly name: string;
  deadline: number | null;
}

const makeTimers = (): Timers<Owner> => new Timers<Owner>(({ deadline }) => deadline);

function set(timers: Timers<Owner>, owner: Owner, deadline: number | null): void {
  owner.deadline = deadline;
  timers.restart(owner);
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
  const timers = makeTimers();
  const [a, b] = [makeOwner("a"), makeOwner("b")];
  set(timers, a, 10);
  set(timers, b, 5);
  assert.equal(timers.earliest, 5);
  assert.deepEqual(takeAll(timers, 4), []);
  assert.deepEqual(takeAll(timers, 5), ["b"]);
  assert.deepEqual(takeAll(timers, 9), []);
  assert.deepEqual(takeAll(timers, 10), ["a"]);
  assert.deepEqual(takeAll(timers, 1000), []);
  assert.deepEqual([a.queuedFor, b.queuedFor, timers.earliest], [null, null, null]);
});

test("owners of the same second come in the order in which their deadlines were set", () => {
  const timers = makeTimers();
  for (const name of ["c", "a", "b"]) set(timers, makeOwner(name), 7);
  assert.deepEqual(takeAll(timers, 7), ["c", "a", "b"]);
});

test("a deadline moved forward, back, and taken away", () => {
  const timers = makeTimers();
  const [forward, back, away] = [makeOwner("forward"), makeOwner("back"), makeOwner("away")];
  for (const owner of [forward, back, away]) set(timers, owner, 10);
  set(timers, forward, 20);
  set(timers, back, 5);
  set(timers, away, null);
  assert.deepEqual(takeAll(timers, 5), ["back"]);
  assert.deepEqual(takeAll(timers, 19), []);
  assert.deepEqual(takeAll(timers, 20), ["forward"]);
});

test("a deadline moved forth and back again is due once", () => {
  const timers = makeTimers();
  const owner = makeOwner("a");
  for (const deadline of [10, 20, 10, 3, 20, 3]) set(timers, owner, deadline);
  assert.deepEqual(takeAll(timers, 30), ["a"]);
});

test("renewing a deadline for ever does not fill the heap", () => {
  const timers = makeTimers();
  const owner = makeOwner("a");
  for (let now = 0; now < 1000; now++) {
    set(timers, owner, now + 60);
    assert.deepEqual(takeAll(timers, now), []);
  }
  assert.equal(timers.size, 1);
});

test("owners that have ended are not kept until their second comes", () => {
  const timers = makeTimers();
  const [first, ...others] = Array.from({ length: 5000 }, (_, index) => makeOwner(`o${index}`));
  const second = (owner: Owner): number => 1000 + (Number(owner.name.slice(1)) % 7);
  for (const owner of [first as Owner, ...others]) set(timers, owner, second(owner));
  for (const owner of others) set(timers, owner, null);
  assert.ok(timers.size < 2000, `${timers.size} entries`);
  // One that comes again is due again.
  const again = others[7] as Owner;
  set(timers, again, 1003);
  assert.deepEqual(takeAll(timers, 2000), ["o0", "o8"]);
  assert.equal(timers.size, 0);
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
    set(timers, owner, deadline);
    if (deadline === null) naive.deadlines.delete(owner);
    else naive.deadlines.set(owner, deadline);
  }
}

test(`random deadlines against looking through all of them, seed ${SEED}`, () => {
  const random = makeRandom(SEED);
  const owners = Array.from({ length: 20 }, (_, index) => makeOwner(`o${index}`));
  const timers = makeTimers();
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
  const timers = makeTimers();
  const stays = makeOwner("stays");
  set(timers, stays, 3600);
  let most = 0;
  for (let number = 0; number < 100_000; number++) {
    const owner = makeOwner("ends soon");
    set(timers, owner, 3600 + number);
    set(timers, owner, number % 2 === 0 ? null : 1000);
    if (number % 2 === 1) set(timers, owner, null);
    most = Math.max(most, timers.size);
  }
  assert.ok(most < 1000, `${most} entries`);
  assert.deepEqual(takeAll(timers, 1_000_000), ["stays"]);
});

test("an owner whose entry was swept can be set again", () => {
  const timers = makeTimers();
  const owners = Array.from({ length: 300 }, (_, number) => makeOwner(String(number)));
  for (const owner of owners) set(timers, owner, 100);
  for (const owner of owners) set(timers, owner, null);
  assert.ok(timers.size < 256, `${timers.size} entries`);
  for (const owner of owners.slice(0, 3)) set(timers, owner, 50);
  assert.deepEqual(takeAll(timers, 49), []);
  assert.deepEqual(takeAll(timers, 50), ["0", "1", "2"]);
  assert.deepEqual(takeAll(timers, 1000), []);
});
