import assert from "node:assert/strict";
import { test } from "node:test";
import { makeRuleSet } from "../../testing/rule-sets.js";
import { START, World } from "../../testing/world.js";

const ECHO = "type=Single\nptype=RegExp\npattern=(.*)\ndesc=d\naction=write - ";

test("an internal context exists while the line is matched, by the input's name or as it was given", () => {
  const settings = { intcontexts: true };
  const world = new World(
    `type=Single\nptype=RegExp\npattern=(.*)\ncontinue=TakeNext\ncontext=_FILE_EVENT_a.log\ndesc=d\naction=write - file $+{_intcontext}\n\n` +
      `type=Single\nptype=RegExp\npattern=(.*)\ncontinue=TakeNext\ncontext=MINE\ndesc=d\naction=write - mine $+{_intcontext}; event again\n\n` +
      "type=Single\nptype=SubStr\npattern=again\ncontext=_INTERNAL_EVENT\ndesc=d\naction=write - synthetic\n",
    { settings },
  );
  world.line("x", "a.log");
  world.line("x", "b.log");
  world.line("x", { name: "b.log", context: "MINE" });
  assert.deepEqual(world.output, ["file _FILE_EVENT_a.log", "mine MINE", "synthetic"]);
  assert.deepEqual([...world.engine.core.contexts.names()], []);
});

test("without --intcontexts there are no internal contexts", () => {
  const world = new World(`${ECHO}in $1; exists %e _FILE_EVENT_a.log; write - [%e][$+{_intcontext}]\n`);
  world.line("x", "a.log");
  assert.deepEqual(world.output, ["in x", "[0][]"]);
});

test("an internal event is matched at once, in its own context, before what waits", () => {
  const world = new World(
    "type=Single\nptype=RegExp\npattern=(SEC_\\w+)\ncontext=SEC_INTERNAL_EVENT\ndesc=d\naction=write - $1; event after\n\n" +
      `${ECHO}$1\n`,
  );
  world.engine.addEvent("before", null);
  world.engine.internalEvent("SEC_STARTUP", START);
  assert.deepEqual(world.output, ["SEC_STARTUP"]);
  assert.equal(world.engine.core.contexts.has("SEC_INTERNAL_EVENT"), false);
  world.line("line");
  assert.deepEqual(world.output, ["SEC_STARTUP", "line", "before", "after"]);
});

test("a script's exit status chooses the action list, with the values of the event that started it", () => {
  const world = new World(
    "type=SingleWithScript\nptype=RegExp\npattern=^check (\\S+)\ndesc=d $1\nscript=/bin/test $1 %s\n" +
      "action=write - %u ok $1 %s\naction2=write - %u failed $1 %s\n\n" +
      "type=Single\nptype=RegExp\npattern=^make (\\S+)\ndesc=d\naction=create $1\n",
  );
  world.line("make B");
  world.line("make A");
  world.line("check x");
  world.line("check y");
  const command = (name: string) => ({ shell: true, line: `/bin/test ${name} %s` });
  const terms = (script: number) => ({ input: "B\nA\n", events: undefined, script });
  assert.deepEqual(
    world.recorder.effects.map(({ effect }) => effect),
    [
      ["run", command("x"), terms(1)],
      ["run", command("y"), terms(2)],
    ],
  );
  world.advanceTo(3);
  world.childExited(2, true);
  world.childExited(1, false);
  world.childExited(1, false);
  world.childExited(99, false);
  assert.deepEqual(world.output, ["3 failed y d y", "3 ok x d x"]);
});

const COUNTING = (text: string): string =>
  `type=SingleWithSuppress\nptype=RegExp\npattern=^e\ndesc=e\naction=write - ${text} %u\nwindow=100\n\n`;

test("a soft restart keeps the operations of unchanged files, contexts and variables; a full one drops all", () => {
  const memory =
    "type=Single\nptype=SubStr\npattern=make\ndesc=d\naction=create C; assign %v kept; event 5 delayed\n\n" +
    "type=Single\nptype=RegExp\npattern=^(show|delayed)\ndesc=d\naction=exists %e C; write - $1 %e %v\n";
  const world = new World({ "a.sec": `${COUNTING("a")}`, "b.sec": COUNTING("b"), "m.sec": memory });
  world.line("e");
  world.line("make");
  world.advanceTo(1);
  world.reload({ "a.sec": COUNTING("a"), "b.sec": COUNTING("new b"), "m.sec": memory });
  world.line("e");
  world.line("show");
  world.advanceTo(5);
  assert.deepEqual(world.output, ["a 0", "b 0", "new b 1", "show 1 kept", "delayed 1 kept"]);
  world.line("make");
  world.engine.addEvent("show", null);
  world.engine.load(makeRuleSet({ "a.sec": COUNTING("a"), "m.sec": memory }), world.settings);
  world.line("e");
  world.advanceTo(20);
  // The pending event is processed after the restart, the delayed one is gone.
  assert.deepEqual(world.output.slice(5), ["a 5", "show 0 "]);
});

test("a Jump leads through the files of its sets, but not into a set that it is in", () => {
  const world = new World({
    "main.sec":
      "type=Jump\nptype=RegExp\npattern=^(\\w+)\ncfset=first $1 none\nconstset=no\ncontinue=TakeNext\n\n" +
      `${ECHO}main $1\n`,
    "a.sec": `type=Options\njoincfset=first\nprocallin=no\n\n${ECHO}a $1\n`,
    "b.sec":
      "type=Options\njoincfset=second first\nprocallin=no\n\n" +
      "type=Jump\nptype=TValue\npattern=TRUE\ncfset=first\ncontinue=TakeNext\n\n" +
      "type=Single\nptype=SubStr\npattern=end\ncontinue=EndMatch\ndesc=d\naction=write - b ends\n\n" +
      `${ECHO}b $1\n`,
  });
  world.line("second");
  assert.deepEqual(world.output, ["a second", "b second", "a second", "b second", "b second", "main second"]);
  world.line("end");
  assert.deepEqual(world.output.slice(6), ["a end", "b ends"]);
});

test("rewrite changes what later rules and later lines see, not what the rule has matched", () => {
  const world = new World(
    "type=Single\nptype=RegExp\npattern=^old (.*)\ncontinue=TakeNext\ndesc=d\naction=rewrite 1 new $1; write - first $0\n\n" +
      "type=Single\nptype=RegExp2\npattern=(.*)\\n(.*)\ndesc=d\naction=write - $1/$2\n",
  );
  world.line("old x");
  world.line("y");
  assert.deepEqual(world.output, ["first old x", "/new x", "new x/y"]);
});

test("the buffer has as many lines as the rules need, unless it is said; several lines mean separate buffers", () => {
  const rules = "type=Single\nptype=RegExp2\npattern=(.*)\\n(.*)\ndesc=d\naction=write - $1/$2\n";
  const lines: readonly (readonly [string, string])[] = [
    ["1", "a"],
    ["2", "b"],
    ["3", "a"],
  ];
  const outputFor = (settings: { jointbuf?: boolean }): string[] => {
    const world = new World(rules, { settings });
    for (const [text, source] of lines) world.line(text, source);
    return world.output;
  };
  assert.deepEqual(outputFor({}), ["/1", "/2", "1/3"]);
  assert.deepEqual(outputFor({ jointbuf: true }), ["/1", "1/2", "2/3"]);
});
