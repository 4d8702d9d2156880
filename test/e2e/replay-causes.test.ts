/** The lines that `evcorr replay` names below an action: those that led to it, and no others. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Place } from "../../testing/place.js";

const EVCORR = fileURLToPath(new URL("../../../bin/evcorr", import.meta.url));

/** Of each action what it writes, and what led to it: numbers of lines, texts of synthetic events. */
function causes(t: TestContext, rules: string, log: readonly [second: number, text: string][]): [string, unknown[]][] {
  const place = new Place();
  t.after(() => place.remove());
  place.write("r.sec", rules);
  place.write("a.log", log.map(([second, text]) => `${1_700_000_000 + second} ${text}\n`).join(""));
  const args = [EVCORR, "replay", "--conf=r.sec", "--format=json", "--drain=1000", "a.log"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: place.directory, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  const actions = stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  return actions.map(({ data, lines }) => [
    data.trimEnd(),
    lines.map(({ log, line, text }: { log: string | null; line: number; text: string }) =>
      log === null ? text : line,
    ),
  ]);
}

const TWO_THRESHOLDS = `type=SingleWith2Thresholds
ptype=RegExp
pattern=fail (\\w+)
desc=storm of $1
action=write - begin $1
window=10
thresh=3
desc2=end of storm of $1
action2=write - end $1
window2=20
thresh2=1
`;

test("SingleWith2Thresholds: the events of the first threshold, and those of both at the end", (t) => {
  const log: [number, string][] = [
    [0, "fail a"],
    [20, "fail a"],
    [21, "fail a"],
    [22, "fail b"],
    [23, "fail a"],
    [30, "fail a"],
    [40, "fail a"],
  ];
  assert.deepEqual(causes(t, TWO_THRESHOLDS, log), [
    ["begin a", [2, 3, 5]],
    // In the last window there is one event only.
    ["end a", [2, 3, 5, 7]],
  ]);
});

test("SingleWith2Thresholds: those of the first threshold are kept over any number of later ones", (t) => {
  const many = Array.from({ length: 300 }, (_, index): [number, string] => [10 + index, "fail a"]);
  const found = causes(t, TWO_THRESHOLDS, [[0, "fail a"], [1, "fail a"], [2, "fail a"], ...many]);
  assert.deepEqual(found, [
    ["begin a", [1, 2, 3]],
    ["end a", [1, 2, 3, 303]],
  ]);
});

test("SingleWithThreshold: action2 has the events that were counted, and those that came after", (t) => {
  const rules = `type=SingleWithThreshold
ptype=SubStr
pattern=fail
desc=failures
action=write - many
action2=write - over
window=10
thresh=2
`;
  assert.deepEqual(
    causes(t, rules, [
      [0, "fail"],
      [1, "fail"],
      [2, "other"],
      [3, "fail"],
    ]),
    [
      ["many", [1, 2]],
      ["over", [1, 2, 4]],
    ],
  );
});

test("EventGroup: the end of an operation that has not acted has the events whose window ran out", (t) => {
  const rules = `type=EventGroup
ptype=RegExp
pattern=fail (\\w+)
thresh=3
desc=group $1
action=write - three $1
end=write - end $1
window=10
`;
  assert.deepEqual(
    causes(t, rules, [
      [0, "fail a"],
      [5, "fail a"],
      [100, "other"],
    ]),
    [["end a", [2]]],
  );
});

test("Pair: the first event of the very operation, also without match variables", (t) => {
  const rules = `type=Pair
ptype=RegExp
pattern=begin (one|two)
desc=pair $1
action=none
ptype2=SubStr
pattern2=over
desc2=%s
action2=write - pair is over
window=100
`;
  assert.deepEqual(
    causes(t, rules, [
      [0, "begin one"],
      [1, "begin two"],
      [2, "over"],
    ]),
    [
      ["pair is over", [1, 3]],
      ["pair is over", [2, 3]],
    ],
  );
});

test("synthetic events bring the lines along that led to the list which made them, later too", (t) => {
  const rules = `type=SingleWithThreshold
ptype=SubStr
pattern=fail
desc=failures
action=event MANY; event 5 LATER
action2=event OVER
window=10
thresh=2

type=Single
ptype=RegExp
pattern=^(MANY|LATER|OVER)$
desc=$1
action=write - %s; event again %s

type=Single
ptype=RegExp
pattern=^again (\\w+)
desc=again $1
action=write - %s
`;
  assert.deepEqual(
    causes(t, rules, [
      [0, "fail"],
      [1, "fail"],
      [2, "other"],
    ]),
    [
      ["MANY", [1, 2, "MANY"]],
      ["again MANY", [1, 2, "again MANY"]],
      ["LATER", [1, 2, "LATER"]],
      ["again LATER", [1, 2, "again LATER"]],
      ["OVER", [1, 2, "OVER"]],
      ["again OVER", [1, 2, "again OVER"]],
    ],
  );
});

test("a context's own list has none, and neither have the events that it makes", (t) => {
  const rules = `type=Single
ptype=SubStr
pattern=fail
desc=failure
action=create SEEN 10 (write - over; event OVER)

type=Single
ptype=SubStr
pattern=OVER
desc=over
action=write - it is over
`;
  assert.deepEqual(causes(t, rules, [[0, "fail"]]), [
    ["over", []],
    ["it is over", ["OVER"]],
  ]);
});
