import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  closeSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { test } from "node:test";
import { SystemNotifier } from "../../../src/io/inputs/watching.js";
import { BLIND, follow, SILENT } from "./following.js";

const openDescriptors = (): number => readdirSync("/proc/self/fd").length;

test("an appended line is notified, read without a poll, and then nothing is left to do", async (t) => {
  const f = follow(t, ["a"], new SystemNotifier(assert.fail), {}, (path) => writeFileSync(path("a"), "first\n"));
  assert.deepEqual(f.lines(), ["a: first"]);
  const change = f.change();
  appendFileSync(f.path("a"), "second\n");
  await change;
  assert.deepEqual(f.lines(), ["a: second"]);
});

test("a line in a named pipe is notified", async (t) => {
  const f = follow(t, ["p"], new SystemNotifier(assert.fail), {}, (path) => execFileSync("mkfifo", [path("p")]));
  assert.deepEqual(f.lines(), []);
  const change = f.change();
  writeFileSync(f.path("p"), "through the pipe\n");
  await change;
  assert.deepEqual(f.lines(), ["p: through the pipe"]);
});

test("a file that is moved away and made anew is noticed, and all lines of both are read in order", async (t) => {
  const f = follow(t, ["a"], new SystemNotifier(assert.fail), {}, (path) => writeFileSync(path("a"), "1\n"));
  assert.deepEqual(f.lines(), ["a: 1"]);
  const change = f.change();
  const writer = openSync(f.path("a"), "a");
  renameSync(f.path("a"), f.path("a.1"));
  writeFileSync(f.path("a"), "");
  await change;
  f.lines();
  assert.match(f.log.join(), /was replaced/);
  writeSync(writer, "2\n"); // its writer has not noticed yet
  closeSync(writer);
  appendFileSync(f.path("a"), "3\n");
  await f.change();
  f.inputs.poll(10_000);
  assert.deepEqual(f.lines(), ["a: 2", "a: 3"]);
});

test("what comes late to a replaced file comes before what the new one brought after it", (t) => {
  const f = follow(t, ["a"], SILENT, {}, (path) => writeFileSync(path("a"), "1\n"));
  f.lines();
  renameSync(f.path("a"), f.path("a.1"));
  writeFileSync(f.path("a"), "");
  wakeAll(f.inputs);
  assert.deepEqual(f.lines(), []);
  appendFileSync(f.path("a.1"), "2\n3\nunfini");
  appendFileSync(f.path("a"), "shed\n4\n");
  wakeAll(f.inputs);
  assert.deepEqual(f.lines(), ["a: 2", "a: 3", "a: unfinished", "a: 4"]);
});

test("what comes late to a replaced file is not put into a line that the new one has begun", (t) => {
  const f = follow(t, ["a"], SILENT, {}, (path) => writeFileSync(path("a"), "1\n"));
  f.lines();
  renameSync(f.path("a"), f.path("a.1"));
  writeFileSync(f.path("a"), "");
  wakeAll(f.inputs);
  f.lines();
  appendFileSync(f.path("a"), "2\nbegun");
  wakeAll(f.inputs);
  assert.deepEqual(f.lines(), ["a: 2"]);
  appendFileSync(f.path("a.1"), "late\nvery late");
  wakeAll(f.inputs);
  assert.deepEqual(f.lines(), ["a: late", "a: very late"]);
  appendFileSync(f.path("a"), " and ended\n");
  wakeAll(f.inputs);
  assert.deepEqual(f.lines(), ["a: begun and ended"]);
});

test("a replaced file is closed when it has been silent for a while", (t) => {
  const before = openDescriptors();
  const f = follow(t, ["a"], SILENT, {}, (path) => writeFileSync(path("a"), ""));
  f.lines();
  for (let round = 0; round < 5; round++) {
    renameSync(f.path("a"), f.path(`a.${round}`));
    writeFileSync(f.path("a"), "");
    wakeAll(f.inputs);
    f.lines();
  }
  assert.equal(openDescriptors(), before + 6);
  appendFileSync(f.path("a.0"), "still there\n");
  wakeAll(f.inputs);
  assert.deepEqual(f.lines(), ["a: still there"]);
  f.now += 6;
  wakeAll(f.inputs);
  f.lines();
  assert.equal(openDescriptors(), before + 1);
});

test("a removed file is read until another one has its name, which polls soon find", (t) => {
  const f = follow(t, ["a"], SILENT, {}, (path) => writeFileSync(path("a"), "1\n"));
  f.lines();
  const writer = openSync(f.path("a"), "a");
  rmSync(f.path("a"));
  writeSync(writer, "2\n");
  closeSync(writer);
  wakeAll(f.inputs);
  assert.deepEqual(f.lines(), ["a: 2"]);
  const wait = f.inputs.poll(wakeAll.ms);
  assert.equal(wait, 10, "milliseconds until it is looked for");
  writeFileSync(f.path("a"), "3\n");
  f.inputs.poll(wakeAll.ms + wait);
  assert.deepEqual(f.lines(), ["a: 3"]);
});

test("a named pipe that is made anew is read", (t) => {
  const f = follow(t, ["p"], SILENT, {}, (path) => execFileSync("mkfifo", [path("p")]));
  f.lines();
  rmSync(f.path("p"));
  execFileSync("mkfifo", [f.path("p")]);
  wakeAll(f.inputs);
  f.lines();
  writeFileSync(f.path("p"), "x\n");
  wakeAll(f.inputs);
  assert.deepEqual(f.lines(), ["p: x"]);
});

test("a line that is not ended counts when the last writer of a pipe has closed it", (t) => {
  const f = follow(t, ["p"], SILENT, { rwfifo: false }, (path) => execFileSync("mkfifo", [path("p")]));
  for (const text of ["1\n2", "3\n4", "5\n"]) {
    writeFileSync(f.path("p"), text);
    wakeAll(f.inputs);
  }
  assert.deepEqual(f.lines(), ["p: 1", "p: 23", "p: 45"], "there was more before the end was seen");
  for (const text of ["1\n2", "3\n4"]) {
    writeFileSync(f.path("p"), text);
    wakeAll(f.inputs);
    assert.deepEqual(
      f.lines(),
      text.split("\n").map((line) => `p: ${line}`),
    );
  }
});

test("a truncated file is read from its beginning", (t) => {
  const f = follow(t, ["a"], SILENT, {}, (path) => writeFileSync(path("a"), "1\n2\n3\n"));
  f.lines();
  truncateSync(f.path("a"));
  appendFileSync(f.path("a"), "4\n");
  wakeAll(f.inputs);
  assert.deepEqual(f.lines(), ["a: 4"]);
});

test("inputs take turns whose lines were notified at once, in the order of their names", (t) => {
  const f = follow(t, ["*"], SILENT, {}, (path) => {
    for (const name of ["c", "a", "b"]) writeFileSync(path(name), "");
  });
  f.lines();
  for (const name of ["b", "c"]) appendFileSync(f.path(name), "1\n2\n");
  wakeAll(f.inputs);
  assert.deepEqual(f.lines(), ["b: 1", "c: 1", "b: 2", "c: 2"]);
});

test("what cannot be watched is polled as --poll-timeout says, what is watched once a second", (t) => {
  const blind = follow(t, ["a"], BLIND, { pollTimeout: 0.25 }, (path) => writeFileSync(path("a"), ""));
  blind.lines();
  assert.equal(blind.inputs.poll(5000), 250);
  const watched = follow(t, ["a"], SILENT, { pollTimeout: 0.25 }, (path) => writeFileSync(path("a"), ""));
  watched.lines();
  assert.equal(watched.inputs.poll(5000), 1000);
});

test("of many inputs that are due only some are polled at once", (t) => {
  const f = follow(t, ["f*"], SILENT, {}, (path) => {
    for (let number = 0; number < 120; number++) writeFileSync(path(`f${1000 + number}`), "");
  });
  f.lines();
  f.inputs.poll(0);
  for (let number = 0; number < 120; number++) appendFileSync(f.path(`f${1000 + number}`), "x\n");
  const found = [50, 50, 20].map(() => {
    assert.equal(f.inputs.poll(1000), 0, "there is more to look at");
    return f.lines().length;
  });
  assert.deepEqual(found, [50, 50, 20]);
  assert.equal(f.inputs.poll(1000), 1000);
});

test("a thousand inputs: an appended line is found, none is read for another's sake", async (t) => {
  const names = Array.from({ length: 1000 }, (_, index) => `f${String(index).padStart(3, "0")}`);
  const f = follow(t, ["f*"], new SystemNotifier(assert.fail), {}, (path) => {
    for (const name of names) writeFileSync(path(name), `${name}\n`);
  });
  assert.deepEqual(
    f.lines(),
    names.map((name) => `${name}: ${name}`),
  );
  const change = f.change();
  appendFileSync(f.path("f500"), "more\n");
  await change;
  assert.deepEqual(f.lines(), ["f500: more"]);
});

test("a line of 20 MB is read without waiting for polls, and other inputs get their turns meanwhile", (t) => {
  const f = follow(t, ["a", "b"], SILENT, {}, (path) => {
    writeFileSync(path("a"), `${"x".repeat(20_000_000)}\nend\n`);
    writeFileSync(path("b"), "1\n2\n3\n");
  });
  const lines: string[] = [];
  for (let turn = 0; lines.length < 5; turn++) {
    assert.equal(f.inputs.poll(1), 0, "there is more to read");
    const next = f.inputs.nextLine(f.now);
    assert.notEqual(next, "skipped");
    if (next === "skipped") break;
    if (next !== undefined) lines.push(next.line.length > 5 ? `${next.line.length} bytes` : next.line);
    assert(turn < 50, "it comes to its end");
  }
  assert.deepEqual(lines, ["1", "2", "3", "20000000 bytes", "end"]);
});

test("long lines are cut at --max-line, and that is said with counts", (t) => {
  const f = follow(t, ["a"], SILENT, { maxLine: 5 }, (path) => writeFileSync(path("a"), "12345\n123456789\nok\n"));
  assert.deepEqual(f.lines(), ["a: 12345", "a: 12345", "a: ok"]);
  assert.match(f.log.join(), /over 5 bytes were cut off \(1 lines so far, 4 bytes\)/);
});

test("inputs on one file of several names are all notified", async (t) => {
  const f = follow(t, ["a", "b"], new SystemNotifier(assert.fail), {}, (path) => {
    writeFileSync(path("a"), "");
    execFileSync("ln", [path("a"), path("b")]);
  });
  f.lines();
  const change = f.change();
  appendFileSync(f.path("a"), "x\n");
  await change;
  wakeAll(f.inputs);
  assert.deepEqual(f.lines(), ["a: x", "b: x"]);
});

test("whatever a writer and rotations do in whatever order, each line is read once and in order", (t) => {
  const random = generator(7);
  for (let round = 0; round < 40; round++) {
    const f = follow(t, ["a"], SILENT, {}, (path) => writeFileSync(path("a"), ""));
    let [written, rotations] = [0, 0];
    let writer = openSync(f.path("a"), "a");
    const read: string[] = [];
    const look = (): void => {
      wakeAll(f.inputs);
      read.push(...f.lines());
    };
    for (let step = 0; step < 60; step++) {
      const choice = random(6);
      if (choice <= 2) writeSync(writer, `${written++}\n`);
      else if (choice === 3) {
        look();
      } else {
        // One rotation between two looks: two would hide a whole file.
        look();
        if (random(2) === 0) renameSync(f.path("a"), f.path(`a.${rotations++}`));
        else rmSync(f.path("a"));
        writeFileSync(f.path("a"), "");
        if (random(2) === 0) look();
        for (let late = random(4); late > 0; late--) writeSync(writer, `${written++}\n`);
        closeSync(writer);
        writer = openSync(f.path("a"), "a");
      }
    }
    closeSync(writer);
    look();
    assert.deepEqual(
      read,
      Array.from({ length: written }, (_, line) => `a: ${line}`),
      `round ${round}`,
    );
  }
});

/** The time of polls goes on by more than their longest interval, so that all are due. */
function wakeAll(inputs: { poll(ms: number): number }): void {
  inputs.poll(wakeAll.ms);
  wakeAll.ms += 2000;
  inputs.poll(wakeAll.ms);
}
wakeAll.ms = 0;

/** Numbers below a bound, the same in every run. */
function generator(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

test("a name that leads nowhere, by links in a circle, is waited for", (t) => {
  const f = follow(t, ["a"], SILENT, {}, (path) => writeFileSync(path("a"), "1\n"));
  assert.deepEqual(f.lines(), ["a: 1"]);
  rmSync(f.path("a"));
  symlinkSync("a", f.path("a"));
  f.inputs.poll(10_000);
  assert.deepEqual(f.lines(), []);
  rmSync(f.path("a"));
  writeFileSync(f.path("a"), "2\n");
  f.inputs.poll(20_000);
  f.lines();
  f.inputs.poll(30_000);
  assert.match(f.log.join(), /was replaced/);
});
