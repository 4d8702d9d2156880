/** evcorr test --init: from rule files and a log to a case that passes. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Place } from "../../testing/place.js";

const EVCORR = fileURLToPath(new URL("../../../bin/evcorr", import.meta.url));

const RULES = `type=SingleWithThreshold
ptype=RegExp
pattern=failed (\\S+)
desc=failures of $1
action=write - ALERT %s; create SEEN_$1 7200
window=60
thresh=2
`;
const LOG = `2023-12-31 23:59:30 failed anna
  at somewhere

2024-01-01 00:00:10 failed anna
2024-01-01 00:03:00 failed ben
`;

function placeFor(t: TestContext): Place {
  const place = new Place();
  t.after(() => place.remove());
  place.write("my.rules", RULES);
  place.write("a.log", LOG);
  return place;
}

function evcorr(place: Place, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [EVCORR, "test", ...args], {
    cwd: place.directory,
    encoding: "utf8",
    env: { PATH: process.env.PATH, TZ: "UTC" },
  });
  return { status, out: stdout, err: stderr };
}

test("the log's lines become a script, what comes out is recorded, and the case passes", (t) => {
  const place = placeFor(t);
  const { status, out, err } = evcorr(place, "--init", "--tz=Europe/Tallinn", "tests/one", "my.rules", "a.log");
  assert.deepEqual([status, err], [0, ""]);
  assert.match(
    out,
    /^tests\/one: a case of all 5 lines of a\.log, from 2023-12-31 23:59:30 EET to 2024-01-01 00:03:00 EET\n/,
  );
  assert.match(out, /\n {2}stdout, 1 line\n {4}ALERT failures of anna\nIs that right\?/);
  assert.equal(
    place.read("tests/one/args"),
    "# 2023-12-31 23:59:30 EET\nSTART=1704059970\nTZ=Europe/Tallinn\n--conf=my.rules\n",
  );
  assert.deepEqual(place.read("tests/one/events").split("\n").slice(1), [
    "0 input.log: 2023-12-31 23:59:30 failed anna",
    "0 input.log:   at somewhere",
    "0 input.log:",
    "40 input.log: 2024-01-01 00:00:10 failed anna",
    "210 input.log: 2024-01-01 00:03:00 failed ben",
    // Twice the longest time that something may be open.
    "14610 !end",
    "",
  ]);
  assert.equal(place.read("tests/one/my.rules"), RULES);
  assert.equal(place.read("tests/one/expected/stdout"), "ALERT failures of anna\n");
  assert.equal(evcorr(place, "tests").out, "1 passed, 0 failed\n");
});

test("rules that do nothing with the log are a case, too", (t) => {
  const place = placeFor(t);
  place.write("a.log", "2023-12-31 23:59:30 all is well\n");
  const { out } = evcorr(place, "--init", "tests/one", "my.rules", "a.log");
  assert.match(
    out,
    /\n {2}what the rules do now is recorded in tests\/one\/expected:\n {2}nothing: no output and no file\n/,
  );
});

test("a long log is cut off, and that is said", (t) => {
  const place = placeFor(t);
  const { out } = evcorr(place, "--init", "--lines=2", "tests/one", "my.rules", "a.log");
  assert.match(
    out,
    /^tests\/one: a case of the first 2 of 5 lines of a\.log, .*\n {2}the 3 lines after them are left out: --lines=N/,
  );
  assert.equal(place.read("tests/one/events").split("\n").length, 5);
});

test("so is a log that goes on for more than seven days", (t) => {
  const place = placeFor(t);
  place.write("a.log", "2023-01-01 00:00:00 x\n2023-01-08 00:00:00 x\n2023-01-08 00:00:01 x\n2023-01-08 00:00:00 x\n");
  const { out } = evcorr(place, "--init", "tests/one", "my.rules", "a.log");
  assert.match(
    out,
    /^tests\/one: a case of the first 2 of 4 lines .*\n {2}the 2 lines after them are left out: a case is of seven days at most\n/,
  );
});

test("rules that reach out of the case are not run unasked", (t) => {
  const place = placeFor(t);
  place.write("my.rules", RULES.replace("create", "pipe '%s' touch ran; write /var/log/alerts %s; create"));
  const { status, out } = evcorr(place, "--init", "tests/one", "my.rules", "a.log");
  assert.equal(status, 0);
  assert.match(
    out,
    /\nNot run yet, .*\n {2}my\.rules:5 runs touch ran\n {2}my\.rules:5 writes to \/var\/log\/alerts\n/,
  );
  assert.match(out, /\n {2}evcorr test --write tests\/one\n$/);
  assert.equal(existsSync(join(place.directory, "tests/one/expected")), false);
});

test("what cannot become a case is refused before anything is written", (t) => {
  const place = placeFor(t);
  place.write("full/file", "");
  place.write("events", RULES);
  place.write("sub/my.rules", RULES);
  place.write("bad.rules", "type=Singel\n");
  place.write("empty.log", "");
  place.write("timeless.log", "nothing\n");
  const cases: [args: string[], status: number, message: RegExp][] = [
    [["my.rules"], 2, /^evcorr test: --init needs the name of the case, rule files and a log\n/],
    [["full", "my.rules", "a.log"], 2, /^evcorr test: full exists and is not empty: /],
    [["new", "events", "a.log"], 2, /^evcorr test: a rule file of a case cannot be called events: /],
    [["new", "my.rules", "sub/my.rules", "a.log"], 2, /^evcorr test: two rule files are called my\.rules: /],
    [["new", "bad.rules", "a.log"], 1, /^bad\.rules:1:6: error: .*\n[\s\S]*evcorr test: the rules do not load: /],
    [["new", "no.rules", "a.log"], 1, /^no\.rules: error: the rule file cannot be read: there is no such file /],
    [["new", "my.rules", "no.log"], 1, /^evcorr test: there is no log no\.log\n$/],
    [["new", "my.rules", "empty.log"], 1, /^evcorr test: empty\.log is empty/],
    [["new", "my.rules", "timeless.log"], 1, /^evcorr test: timeless\.log: none of its first 1 lines has a time/],
    [["--tz=Nowhere/AtAll", "new", "my.rules", "a.log"], 2, /^evcorr test: --tz: there is no time zone /],
    [["--lines=0", "new", "my.rules", "a.log"], 2, /^evcorr test: --lines: /],
    [["--write", "new", "my.rules", "a.log"], 2, /^evcorr test: option --write: --init knows /],
  ];
  for (const [args, wanted, message] of cases) {
    const { status, out, err } = evcorr(place, "--init", ...args);
    assert.deepEqual([status, out], [wanted, ""], args.join(" "));
    assert.match(err, message);
  }
  assert.equal(existsSync(join(place.directory, "new")), false);
});
