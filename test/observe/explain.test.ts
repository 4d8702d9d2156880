import assert from "node:assert/strict";
import { test } from "node:test";
import {
  everyCause,
  type Firing,
  LINKS_MAX,
  type OperationState,
  Recorder,
  type RuleStep,
  whyNot,
} from "../../src/observe/explain/index.js";
import { checkAgreement, withMeddler } from "../../testing/explain-agrees.js";
import { RuleGenerator } from "../../testing/random-rules.js";
import { World } from "../../testing/world.js";
import { makeRandom } from "../rules/random.js";

/** A world with the recorder on, and for each write to standard output who did it. */
function explained(rules: string): { world: World; recorder: Recorder; told: (Firing | null)[] } {
  const world = new World(rules);
  const recorder = new Recorder(world.engine.core);
  world.engine.core.tracer = recorder;
  const told: (Firing | null)[] = [];
  const { recorder: effects } = world;
  const write = effects.writeFile.bind(effects);
  effects.writeFile = (file, data) => {
    told.push(recorder.told({ action: "write", target: file, data }));
    write(file, data);
  };
  return { world, recorder, told };
}

function linesIn(firing: Firing): string[] {
  const events = [...everyCause(firing)].flatMap(({ event, counted }) => [event, ...counted.map((one) => one.event)]);
  return [...new Set(events.filter((event) => event?.kind === "line").map((event) => event?.text ?? ""))].sort();
}

test("over random rules and lines, explain says what the engine did", () => {
  for (let seed = 5000; seed < 5006; seed++) {
    const generator = new RuleGenerator(makeRandom(seed));
    const texts = withMeddler(generator.ruleSet());
    const lines = generator.traffic(120);
    for (const prefilter of [false, true]) {
      try {
        checkAgreement(texts, lines, prefilter);
      } catch (error) {
        throw new Error(`seed ${seed}, prefilter ${prefilter}`, { cause: error });
      }
    }
  }
});

const CHAIN = `type=SingleWithThreshold
ptype=RegExp
pattern=^fail (\\w+)
desc=failures of $1
action=event 5 suspicious $1
window=60
thresh=2

type=Single
ptype=RegExp
pattern=^suspicious (\\w+)
desc=watch $1
action=create WATCHED_$1 100 (write - $1 was watched)

type=Single
ptype=RegExp
pattern=^login (\\w+)
context=WATCHED_$1
desc=login
action=write - watched $1 came in
`;

test("a chain leads across rules: lines, an operation, a delayed event, a context", () => {
  const { world, told } = explained(CHAIN);
  assert.deepEqual(world.play("1 fail ann\n3 fail bob\n9 fail ann\n20 login ann"), ["watched ann came in"]);
  const [firing] = told;
  assert.ok(firing);
  assert.deepEqual(linesIn(firing), ["fail ann", "login ann"]);
  const [asked] = firing.asked;
  assert.deepEqual([asked?.text, asked?.isTrue], ["WATCHED_ann", true]);
  const [creator] = asked?.context?.by ?? [];
  assert.equal(creator?.event?.text, "suspicious ann");
  assert.equal(creator?.event?.delay, 5);
  const maker = creator?.event?.madeBy;
  assert.equal(maker?.operation, "failures of ann");
  assert.deepEqual(
    maker?.counted.map(({ event }) => event.time - world.now + world.second),
    [1, 9],
  );
});

test("when a count list moves the window, only the events that are still in it are behind the action", () => {
  const { world, told } = explained(
    "type=EventGroup\nptype=RegExp\npattern=^x\nthresh=1\nmultact=yes\ncount=setwpos %u 0 d\ndesc=d\naction=write - one\nwindow=10\n",
  );
  assert.deepEqual(world.play("1 x a\n3 x b\n5 x c"), ["one", "one", "one"]);
  assert.deepEqual(
    told.map((firing) => firing?.counted.map(({ event }) => event.text)),
    [["x a"], ["x b"], ["x c"]],
  );
});

test("the end of a context leads to those who made it", () => {
  const { world, told } = explained(CHAIN);
  assert.deepEqual(world.play("1 fail ann\n2 fail ann", 200), ["ann was watched"]);
  const [firing] = told;
  assert.equal(firing?.reason, "context over");
  assert.equal(firing?.event, null);
  assert.equal(firing?.context?.name, "WATCHED_ann");
  assert.deepEqual(firing === null || firing === undefined ? [] : linesIn(firing), ["fail ann"]);
});

test("a Cached pattern leads to the rule that cached, a pattern of several lines to all of them", () => {
  const { world, told } = explained(
    "type=Single\nptype=RegExp2\npattern=^(a)\\nb\nvarmap=E\ncontinue=TakeNext\ndesc=d\naction=write - both\n\n" +
      "type=Single\nptype=Cached\npattern=E\ndesc=c\naction=write - cached $1\n",
  );
  assert.deepEqual(world.play("1 a\n2 b"), ["both", "cached a"]);
  const [both, cached] = told;
  assert.equal(both?.lines, "a\nb");
  assert.equal(both?.cachedBy, null);
  assert.equal(cached?.lines, null);
  assert.equal(cached?.cachedBy, both?.rule);
});

test("a chain without end is kept to its last links", () => {
  const { world, told } = explained(`type=Single
ptype=RegExp
pattern=^tick (\\d+)
desc=tick
action=write - tick; event 1 tick 1
`);
  world.play("1 tick 1", 1000);
  const last = told.at(-1);
  assert.equal(told.length, 1000);
  assert.ok(last);
  const chain = everyCause(last);
  assert.ok(chain.size <= LINKS_MAX && chain.size >= LINKS_MAX / 2, `${chain.size} links`);
  assert.ok([...chain].some(({ event, isCut }) => isCut || event?.isCut === true));
});

test("why a line does not match: rule by rule, and why others are not tried", () => {
  const { world, recorder } = explained(`type=Single
ptype=RegExp
pattern=sshd: Failed
desc=a
action=none

type=Single
ptype=SubStr
pattern=sshd
context=!SEEN
continue=GoTo there
desc=b
action=create SEEN 10

type=Single
ptype=TValue
pattern=TRUE
desc=c
action=none

label=there

type=Single
ptype=Cached
pattern=E
desc=d
action=none

type=SingleWithThreshold
ptype=SubStr
pattern=sshd
desc=e
action=none
window=10
thresh=3
`);
  const stepsOf = (line: string): readonly RuleStep[] => {
    recorder.follow();
    world.line(line);
    const [trail] = recorder.takeTrails();
    return trail?.passes[0]?.steps ?? [];
  };
  const first = stepsOf("sshd: Accepted");
  assert.deepEqual(
    first.map(({ rule, next }) => `${rule.number} ${next?.kind}`),
    ["0 undefined", "1 GoTo", "3 undefined", "4 DontCont"],
  );
  const [failed] = first[0]?.tries ?? [];
  assert.ok(failed?.kind === "pattern" && failed.match === undefined);
  const why = whyNot(failed.pattern, failed.text);
  assert.ok(why.kind === "prefix");
  assert.deepEqual([why.prefix.matched, why.prefix.rest, why.prefix.end], ["sshd: ", "Failed", 6]);
  assert.equal(first[3]?.operations[0]?.before, null);
  const second = stepsOf("sshd: Accepted");
  const context = second[1]?.tries.find((one) => one.kind === "context");
  assert.ok(context?.kind === "context");
  assert.equal(context.holds, false);
  assert.equal(context.asked[0]?.context?.until, world.now + 10);
  assert.deepEqual(
    second.map(({ rule }) => rule.number),
    [0, 1, 2],
  );
});

test("the little thing that keeps a line from matching is named", () => {
  const nearMiss = (type: string, pattern: string, text: string): string | null | undefined => {
    const { rules } = new World(`type=Single\nptype=${type}\npattern=${pattern}\ndesc=d\naction=none\n`);
    const [rule] = rules.files[0]?.rules ?? [];
    assert.ok(rule?.type === "Single");
    const why = whyNot(rule.condition.pattern, text);
    return why.kind === "prefix" ? why.nearMiss : undefined;
  };
  const rows: readonly (readonly [string, string, string | null])[] = [
    ["user (\\w+)$", "user bob\r", "without the carriage return at the end"],
    ["user (\\w+)$", "user bob \t", "without the white space at the end"],
    ["^user (\\w+)$", "  user bob", "without the white space at the beginning"],
    ["Nov \\d", "Nov  9", "with one blank where there are several, or tabs"],
    ["a b", "a\tb", "with one blank where there are several, or tabs"],
    ["failed (?:password|login)", "Failed Login", "if case did not count"],
    ["user (\\w+)", "user \x1b[31mbob\x1b[0m", "without the terminal's colours"],
    ["user=(\\w+)", 'user="bob"', "without the quotation marks"],
    ["from (\\d+\\.)+\\d+", "from ::ffff:10.0.0.1", "without ::ffff: before the address"],
    ["^sshd", "gate sshd", "if it need not be at the beginning"],
    ["^sshd|^cron", "gate sshd", null],
    ["user (\\w+)$", "User bob ", null],
    ["a\\nb", "a b", null],
  ];
  for (const [pattern, text, wanted] of rows) assert.equal(nearMiss("RegExp", pattern, text), wanted, pattern);
  assert.equal(nearMiss("SubStr", "Failed for", "failed FOR"), "if case did not count");
  assert.equal(nearMiss("SubStr", "a b", "a  b"), "with one blank where there are several, or tabs");
  assert.equal(nearMiss("SubStr", "^a", "a"), null);
});

test("an operation before and after each event: started, fed, ended", () => {
  const { world, recorder } = explained(
    "type=SingleWithThreshold\nptype=SubStr\npattern=x\ndesc=d\naction=none\nwindow=10\nthresh=2\n\n" +
      "type=Single\nptype=SubStr\npattern=stop\ndesc=s\naction=reset 0 d; reset -1 d\n",
  );
  const states = ["x", "x", "stop"].map((line) => {
    recorder.follow();
    world.line(line);
    const steps = recorder.takeTrails()[0]?.passes[0]?.steps ?? [];
    return steps.flatMap(({ operations }) => operations.map(({ before, after }) => [before, after].map(shortly)));
  });
  assert.deepEqual(states, [[["none", "1 waiting"]], [["1 waiting", "2 acted"]], [["2 acted", "none"]]]);
});

function shortly(state: OperationState | null): string {
  return state === null ? "none" : `${state.count} ${state.phase}`;
}
