/** A clock that jumps to the seconds that have work does exactly what one does that ticks each second. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Engine } from "../../src/engine/index.js";
import { makeTimeZone } from "../../src/io/timezone.js";
import { compileRegExp } from "../../src/regexp/index.js";
import { RuleGenerator } from "../../testing/random-rules.js";
import { Recorder } from "../../testing/recorder.js";
import { makeRuleSet } from "../../testing/rule-sets.js";
import { makeRandom, type Random } from "../rules/random.js";

const SETTINGS = { bufsize: 0, jointbuf: null, evstoresize: 0, intcontexts: false, quoting: false, prefilter: true };
const EVENTS_MAX = 10_000;

interface Line {
  readonly second: number;
  readonly text: string;
}

/** Effects, and the seconds that were ticked. */
function run(rules: Readonly<Record<string, string>>, tz: string, lines: readonly Line[], end: number, jumps: boolean) {
  let now = (lines[0] as Line).second;
  const recorder = new Recorder(() => now);
  const engine = new Engine(recorder, makeTimeZone({ TZ: tz }), null, compileRegExp);
  let ticks = 0;
  const tick = (second: number): void => {
    now = second;
    ticks++;
    engine.tick(second);
    for (let count = 0; engine.processPendingEvent(second); count++) assert.ok(count < EVENTS_MAX);
  };
  const goTo = (second: number): void => {
    if (jumps)
      for (let due = engine.nextWork(now); due !== null && due <= second; due = engine.nextWork(now)) tick(due);
    else while (now < second) tick(now + 1);
    now = second;
  };
  engine.load(makeRuleSet(rules, { faulty: true }), SETTINGS);
  tick(now);
  for (const { second, text } of lines) {
    goTo(second);
    engine.accept(text, { name: "in.log", context: null }, second);
    for (let count = 0; engine.processPendingEvent(second); count++) assert.ok(count < EVENTS_MAX);
  }
  goTo(end);
  return { effects: recorder.effects, ticks };
}

function calendarRule(random: Random, number: number): string {
  const field = (lowest: number, highest: number): string =>
    random.pick(["*", "*", String(lowest + random.below(highest - lowest + 1)), `${lowest}-${lowest + 1}`]);
  const times = [field(0, 59), field(0, 23), random.pick(["*", "*", "0", "26,29", "1"]), "*", field(0, 6)].join(" ");
  const context = random.pick(["", "", "context=C\n", "context=!C\n"]);
  const action = random.pick(["write - %u %s", "write - %u %s; create C 40", "write - %u %s; event 75 a k1"]);
  return `type=Calendar\ntime=${times}\n${context}desc=calendar ${number}\naction=${action}\n`;
}

test("random rule sets with Calendar rules, over changes of daylight saving time", () => {
  const seed = Date.now() % 1_000_000;
  for (let round = 0; round < 60; round++) {
    const random = makeRandom(seed + round);
    const calendar = Array.from({ length: 1 + random.below(4) }, (_, number) => calendarRule(random, number));
    const rules = { ...new RuleGenerator(random).ruleSet(), "calendar.sec": calendar.join("\n") };
    // Around the changes of Europe/Tallinn in 2023, and a plain day.
    const start = random.pick([1698537599, 1679792399, 1700000000]) - random.below(20_000);
    let second = start;
    const lines = Array.from({ length: 40 }, () => {
      second += random.below(random.pick([2, 60, 3000]));
      return { second, text: `${random.pick(["a", "b", "c"])} k${random.below(3)}` };
    });
    const outcome = (jumps: boolean) => run(rules, "Europe/Tallinn", lines, second + 20_000, jumps);
    const [jumping, ticking] = [outcome(true), outcome(false)];
    assert.deepEqual(jumping.effects, ticking.effects, `seed ${seed + round}`);
    assert.ok(jumping.ticks <= ticking.ticks);
  }
});

test("a year in which little happens takes few ticks", () => {
  const rules = {
    "r.sec": [
      "type=Calendar\ntime=0 6 * * 1\ndesc=monday\naction=write - %u",
      "type=Calendar\ntime=30 3 29 2 *\ndesc=leap day\naction=write - leap %u",
      "type=Single\nptype=RegExp\npattern=^x\ndesc=x\naction=create C 5 (write - %u)",
      "type=Calendar\ntime=0 0 30 2 *\ndesc=never\naction=write - never",
    ].join("\n\n"),
  };
  const start = 1_700_000_000;
  const lines = Array.from({ length: 365 }, (_, day) => ({ second: start + day * 86_400, text: "x" }));
  const { effects, ticks } = run(rules, "UTC", lines, start + 365 * 86_400, true);
  assert.equal(effects.length, 52 + 1 + 365);
  assert.ok(ticks <= 1 + 52 + 1 + 365 * 2, `${ticks} ticks`);
});
