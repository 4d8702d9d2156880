/** evcorr test --coverage and --rules. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Place } from "../../testing/place.js";

const EVCORR = fileURLToPath(new URL("../../../bin/evcorr", import.meta.url));

const RULES = `# what cases come to
type=Single
ptype=RegExp
pattern=^login (\\S+)$
context=!BLOCKED_$1 && (GUEST || TRUSTED)
desc=login of $1
action=if %x ( none ) else ( write - %s ); \\
  create SEEN_$1 60 ( write - $1 is gone )

type=Pair
ptype=SubStr
pattern=down
desc=down
action=create GUEST; event never
ptype2=SubStr
pattern2=up
desc2=up
action2=none

type=Single
ptype=RegExp
pattern=^never .*
context=[!A]
desc=d
action=none

type=Calendar
time=14 22 * * *
desc=c
action=write - quarter
`;

function placeFor(t: TestContext): Place {
  const place = new Place();
  t.after(() => place.remove());
  place.write("tests/one/my.sec", RULES);
  place.write("tests/one/events", "0 input.log: down\n1 input.log: login anna\n30 !HUP\n31 !end\n");
  place.write("tests/two/my.sec", RULES);
  place.write("tests/two/events", "1 input.log: login anna\n70 !end\n");
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

test("what no case has come to is listed by line; cases with the same rules count together", (t) => {
  const place = placeFor(t);
  const { out } = evcorr(place, "--write", "--coverage", "tests");
  assert.equal(
    out,
    `2 recorded, 0 failed
tests/one/my.sec: 61 % (3 of 4 rules, 2 of 4 patterns, 6 of 10 actions, 5 of 8 outcomes of contexts)
   5  context never true      BLOCKED_$1
   5  context never true      TRUSTED
   7  action never run        none
   8  action never run        write - $1 is gone
  16  pattern2 never matched  up
  18  action2 never run       none
  20  Single never met        type=Single
`,
  );
  const one = evcorr(place, "--coverage", "tests/one").out;
  assert.match(one, /\n {3}5 {2}context never asked for {2}TRUSTED\n/);
  assert.match(one, /\n {3}8 {2}action never run {9}write - \$1 is gone\n/);
});

test("a second pattern counts as the rule file has it, whatever values are put into it", (t) => {
  const place = placeFor(t);
  const pair = "type=Pair\nptype=RegExp\npattern=down (\\S+)\ndesc=$1\naction=none\n";
  place.write("pairs/my.sec", `${pair}ptype2=RegExp\npattern2=up $1\ndesc2=up\naction2=write - %s\n`);
  place.write("pairs/events", "0 input.log: down a\n1 input.log: up b\n");
  const [one, two] = ["", "2 input.log: up a\n"].map((more) => {
    place.append("pairs/events", more);
    return evcorr(place, "--write", "--coverage", "pairs").out;
  });
  assert.match(one ?? "", /\(1 of 1 rules, 1 of 2 patterns, 1 of 2 actions\)\n {2}7 {2}pattern2 never matched/);
  assert.match(two ?? "", /: 100 % \(1 of 1 rules, 2 of 2 patterns, 2 of 2 actions\)\n$/);
});

test("rules given with --rules stand for the cases' own, and are recorded as theirs", (t) => {
  const place = placeFor(t);
  evcorr(place, "--write", "tests");
  place.write("live/my.sec", RULES.replace("desc=login of $1", "desc=logged in: $1"));
  const changed = evcorr(place, "--rules=live/my.sec", "--coverage", "tests");
  assert.equal(changed.status, 1);
  assert.match(changed.out, /^ {2}- login of anna\n {2}\+ logged in: anna\n/m);
  assert.match(changed.out, /\n1 passed, 1 failed\nlive\/my\.sec: 61 % /);
  assert.equal(evcorr(place, "tests").status, 0);
  assert.equal(evcorr(place, "--rules=live/my.sec", "--write", "tests").status, 0);
  assert.match(place.read("tests/two/my.sec"), /desc=logged in/);
  assert.equal(evcorr(place, "tests").out, "2 passed, 0 failed\n");
  place.write("live/other.sec", "");
  const unused = evcorr(place, "--rules=live/other.sec", "tests");
  assert.equal(unused.status, 1);
  assert.equal(unused.err, "evcorr test: --rules=live/other.sec: no case has a rule file other.sec\n");
});

test("for tools: JSON with every item, and lcov's tracefile", (t) => {
  const place = placeFor(t);
  evcorr(place, "--write", "--coverage=c.json", "tests");
  const { files } = JSON.parse(place.read("c.json"));
  assert.equal(files.length, 1);
  assert.deepEqual([files[0].file, files[0].loads], ["tests/one/my.sec", 3]);
  assert.deepEqual(files[0].patterns, { reached: 2, total: 4 });
  assert.deepEqual(files[0].items[0], { kind: "rule", field: "Single", line: 2, text: "type=Single", count: 1 });
  assert.deepEqual(files[0].items[3], {
    kind: "operand",
    field: "context",
    line: 5,
    text: "GUEST",
    true: 1,
    false: 1,
  });
  evcorr(place, "--coverage=c.info", "tests");
  const lines = place.read("c.info").split("\n");
  assert.deepEqual(lines.slice(0, 3), ["TN:", "SF:tests/one/my.sec", "FN:2,Single:2"]);
  for (const line of ["FNDA:1,Single:2", "FNF:4", "FNH:3", "BRDA:5,1,0,1", "BRDA:5,1,1,1", "BRF:8", "BRH:5"]) {
    assert.ok(lines.includes(line), line);
  }
  // A line counts when all that stands on it was come to.
  for (const line of ["DA:2,1", "DA:7,0", "DA:14,1", "DA:16,0", "LF:16", "end_of_record"])
    assert.ok(lines.includes(line), line);
});

test("coverage that has no place or no format is wrong usage", (t) => {
  const place = placeFor(t);
  const tap = evcorr(place, "--format=tap", "--coverage", "tests");
  assert.equal(tap.status, 2);
  assert.match(tap.err, /^evcorr test: coverage and tap cannot both go to standard output: /);
  const named = evcorr(place, "--coverage=c.xml", "tests");
  assert.equal(named.status, 2);
  assert.match(named.err, /^evcorr test: --coverage=c\.xml: .* end it in one of \.txt, \.json, \.info\n$/);
});
