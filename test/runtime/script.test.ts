import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { makeTimeZone } from "../../src/io/timezone.js";
import { Script } from "../../src/runtime/script.js";
import { inputOf, readEvents, readLogLines, ScriptError } from "../../src/runtime/script-text.js";
import { timeSteps } from "../../src/runtime/script-times.js";

const UTC = makeTimeZone({ TZ: "UTC" });
const TALLINN = makeTimeZone({ TZ: "Europe/Tallinn" });

function scriptOf(text: string, start: number): Script {
  return new Script(timeSteps([readEvents(text)], start, UTC).steps);
}

function inTemporaryDirectory(work: () => void): void {
  const cwd = process.cwd();
  const directory = mkdtempSync(join(tmpdir(), "evcorr-script-"));
  process.chdir(directory);
  try {
    work();
  } finally {
    process.chdir(cwd);
    rmSync(directory, { recursive: true });
  }
}

test("lines are delivered at their second, signals before what follows them", () => {
  inTemporaryDirectory(() => {
    const script = scriptOf("# comment\n1 a.log: one: x\n1 !HUP\n1 a.log:\n3 !partial a.log half", 100);
    const raised: string[] = [];
    const raise = (signal: string): void => {
      raised.push(signal);
    };
    assert.equal(script.deliver(100, raise), false);
    assert.equal(script.deliver(101, raise), true);
    assert.equal(readFileSync("a.log", "latin1"), "one: x\n");
    assert.deepEqual(raised, ["HUP"]);
    assert.equal(script.deliver(101, raise), true);
    assert.equal(readFileSync("a.log", "latin1"), "one: x\n\n");
    assert.equal(script.deliver(102, raise), false);
    assert.equal(script.deliver(103, raise), true);
    assert.equal(readFileSync("a.log", "latin1"), "one: x\n\nhalf");
    assert.equal(script.deliver(103, raise), true);
    assert.deepEqual(raised, ["HUP", "TERM"]);
    assert.equal(script.deliver(103, raise), false);
  });
});

test("a script's inputs are the files that lines or parts of lines are written to", () => {
  const steps = readEvents("1 a.log: x\n2 !mv a.log b.log\n3 !partial c.log y\n@ d.log: z\n");
  assert.deepEqual(steps.map(inputOf), ["a.log", null, "c.log", "d.log"]);
});

test("a line that cannot be understood is named with its number", () => {
  for (const line of ["nonsense", "soon a.log: x", "@ !HUP", "1 a log: x", "@a.log: x"]) {
    assert.throws(
      () => readEvents(`1 a.log: x\n${line}`),
      (error: unknown) => {
        assert.ok(error instanceof ScriptError);
        assert.equal(
          error.message,
          `events:2: "${line}" is neither "<offset> <file>: <text>", "@ <file>: <text>" nor "<offset> !<directive>"`,
        );
        return true;
      },
    );
  }
  assert.throws(() => scriptOf("1 !fly away", 0).deliver(1, () => {}), {
    message: 'events:1: "!fly away" is no directive',
  });
});

test("lines say their times themselves; the first is the start, and offsets count from it", () => {
  const text = [
    "@ a.log: 2023-11-09T07:12:21Z one",
    "@ a.log:   no time of its own",
    "5 !HUP",
    "@ b.log: 1699513945 another format in another input",
    "@ a.log: 2023-11-09T09:12:31+02:00 late",
    "60 !end",
  ].join("\n");
  const { start, steps } = timeSteps([readEvents(text)], null, UTC);
  assert.equal(start, 1_699_513_941);
  assert.deepEqual(
    steps.map(({ time }) => time - start),
    [0, 0, 5, 5, 10, 60],
  );
});

test("times without a zone or a year are of the case's zone and of the year of its start", () => {
  const timesOf = (text: string, start: number | null) =>
    timeSteps([readEvents(text)], start, TALLINN).steps.map(({ time }) => new Date(time * 1000).toISOString());
  assert.deepEqual(timesOf("@ a.log: Jul  1 12:00:00 gate x", null), ["2023-07-01T09:00:00.000Z"]);
  const december = Date.UTC(2019, 11, 31, 12) / 1000;
  assert.deepEqual(timesOf("@ a.log: Dec 31 23:59:59 gate x\n@ a.log: Jan  1 00:00:01 gate x", december), [
    "2019-12-31T21:59:59.000Z",
    "2019-12-31T22:00:01.000Z",
  ]);
  assert.deepEqual(timesOf("@ a.log: Jan  1 12:00:00 gate x", december), ["2020-01-01T10:00:00.000Z"]);
});

test("logs as they are are merged with the script by time, the script first", () => {
  const log = "2023-11-09 07:00:00 a\n2023-11-09 07:00:02 b\n";
  const files = [readEvents("0 !HUP\n1 in: y\n2 in: z"), readLogLines("x.log.events", "x.log", log)];
  const { steps } = timeSteps(files, null, UTC);
  const start = Date.UTC(2023, 10, 9, 7) / 1000;
  assert.deepEqual(
    steps.map(({ time, deed, place }) => [time - start, deed.text, place]),
    [
      [0, "HUP", "events:1"],
      [0, "2023-11-09 07:00:00 a", "x.log.events:1"],
      [1, "y", "events:2"],
      [2, "z", "events:3"],
      [2, "2023-11-09 07:00:02 b", "x.log.events:2"],
    ],
  );
});

test("times that are not there, or that cannot be, are named with their place and a way out", () => {
  const fault = (text: string, start: number | null = null): string => {
    try {
      timeSteps([readEvents(text)], start, UTC);
    } catch (error) {
      assert.ok(error instanceof ScriptError);
      return error.message;
    }
    return assert.fail("it was accepted");
  };
  assert.match(
    fault("1 a.log: x\n@ a.log: what a day"),
    /^events:2: no time is recognised in "what a day"\n.*"0 a\.log: \.\.\."/,
  );
  assert.match(
    fault("@ a.log: Feb 29 12:00:00 gate x"),
    /^events:1: no time .*\n.*\n {2}Dates without a year are of 2023, the year of START=/,
  );
  assert.equal(
    fault("@ a.log: 2023-11-09 07:00:00 x", 1_700_000_000),
    "events:1: its time, 2023-11-09 07:00:00 UTC, is before the start, 2023-11-14 22:13:20 UTC: set START=1699513200 in `args`",
  );
});

test("the run goes on for DRAIN seconds after the last step", () => {
  inTemporaryDirectory(() => {
    const { steps } = timeSteps([readEvents("1 a.log: x")], 100, UTC);
    const script = new Script(steps, 10);
    const raised: string[] = [];
    const raise = (signal: string): void => {
      raised.push(signal);
    };
    assert.deepEqual(
      [100, 101, 101, 110, 111, 111].map((now) => script.deliver(now, raise)),
      [false, true, false, false, true, false],
    );
    assert.deepEqual(raised, ["TERM"]);
  });
});
