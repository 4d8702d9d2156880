/** Operations and contexts keep the values that their texts need, and no others. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { World } from "../../testing/world.js";

const LINE = "a line that is long: user alice from 10.0.0.1";
const FIELDS = "type=SingleWithThreshold\nptype=RegExp\npattern=user (\\w+) from (?<ip>\\S+)\nwindow=60\nthresh=2\n";

function kept(rules: string): unknown {
  const world = new World(rules);
  world.line(LINE);
  const [operation] = world.engine.core.operations;
  return operation?.values;
}

const NOTHING = { numbered: [], named: null, inputSource: undefined, internalContext: undefined, cache: null };

test("what an action list needs is kept", () => {
  const values = (action: string): unknown => kept(`${FIELDS}desc=d\naction=${action}\n`);
  assert.deepEqual(values("write - %s %u $$1"), NOTHING);
  const frame = { ...NOTHING, inputSource: "input.log" };
  assert.deepEqual(values("write - $1"), { ...NOTHING, numbered: [undefined, "alice"] });
  assert.deepEqual(values("create X 5 (write - $+{ip})"), { ...frame, named: { ip: "10.0.0.1" } });
  assert.deepEqual(values("write - $1 $+{ip}"), {
    ...frame,
    numbered: [undefined, "alice"],
    named: { ip: "10.0.0.1" },
  });
  assert.deepEqual(values("if %x (add X $0)"), { ...NOTHING, numbered: [LINE] });
  assert.deepEqual(values("write - $+{_inputsrc}"), { ...frame, named: { _inputsrc: "input.log" } });
});

test("where values may form a variable's name, all of them are", () => {
  const rules = [
    "type=Pair\nptype=RegExp\npattern=user (\\w+) from (\\S+)\ndesc=d\naction=none",
    "ptype2=RegExp\npattern2=(left)\ndesc2=d\naction2=write - $%1\nwindow=60\n",
  ].join("\n");
  assert.deepEqual((kept(rules) as { numbered: string[] }).numbered, [LINE, "alice", "10.0.0.1"]);
});

test("a context's action list gets its values when it ends", () => {
  const rules = "type=Single\nptype=RegExp\npattern=user (\\w+)\ndesc=about $1\naction=create C 5 (write - $1 %s)\n";
  const world = new World(rules);
  assert.deepEqual(world.play(`0 ${LINE}`, 20), ["alice about alice"]);
});

test("what lists within lists need is found in no more time than there are lists", () => {
  let list = "write - deep $1";
  for (let depth = 0; depth < 60; depth++) list = `create C${depth} 10 ( ${list} )`;
  const rules = `type=SingleWithThreshold\nptype=RegExp\npattern=x (\\d+)\ndesc=d\naction=${list}\nwindow=60\nthresh=1\n`;
  const world = new World(rules);
  assert.deepEqual(world.play("0 x 5", 700), ["deep 5"]);
});
