/**
 * Does explain say what the engine did? Rules run twice over the same traffic: once with the
 * recorder of explain, and once without it. The other run is looked at from outside: what
 * --ruleperf measures tells which rules were tried, and the state of all operations is taken
 * before and after each trial.
 */
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { Core } from "../src/engine/core.js";
import { listOf } from "../src/engine/event-times.js";
import type { Operation } from "../src/engine/operation.js";
import {
  allRules,
  everyCause,
  type FilePass,
  isStep,
  Recorder,
  type RuleStep,
  type Trail,
} from "../src/observe/explain/index.js";
import { stateOf } from "../src/observe/explain/trail.js";
import type { ActionList, CalendarRule, Rule, RuleFile } from "../src/rules/ast.js";
import type { Recorder as EffectsRecorder } from "./recorder.js";
import type { Line } from "./replay.js";
import { makeRuleSet } from "./rule-sets.js";
import { World } from "./world.js";

export interface Agreement {
  readonly events: number;
  readonly trials: number;
  readonly firings: number;
}

/** Random rules seldom end or move operations of others. */
const MEDDLER = `type=Single
ptype=RegExp
pattern=^a (k[12])
continue=TakeNext
desc=meddler
action=reset op; reset op $1; setwpos %u 2 op; setwpos %u 3 op $1; setwpos %u 4 op $1

`;

/** The rule set with a rule in it that does. */
export function withMeddler(texts: Readonly<Record<string, string>>): Record<string, string> {
  return { ...texts, "main.sec": MEDDLER + (texts["main.sec"] ?? "") };
}

/** Seconds after the last line in which all windows and lifetimes run out. */
const AFTERWARDS = 100;

/** The engine with explain's recorder. */
class Explained extends Recorder {
  readonly calendar = new Map<string, number>();
  listCount = 0;

  override calendarActs(rule: CalendarRule): void {
    const name = nameOf(rule);
    this.calendar.set(name, (this.calendar.get(name) ?? 0) + 1);
    super.calendarActs(rule);
  }

  /** Each list has a cause, and the events that led to it are those that the operation has counted. */
  override listBegins(list: ActionList, rule: Rule, operation: Operation | null): void {
    super.listBegins(list, rule, operation);
    this.listCount++;
    const firing = this.acting;
    ok(firing !== null && firing.list === list && firing.rule === rule);
    for (const cause of everyCause(firing)) {
      const { reason, event, counted, context, outer, isCut } = cause;
      if (reason === "event") ok(event !== null);
      if (reason === "window over" || reason === "window moved") ok(cause.operation !== null);
      else if (reason === "calendar" || reason === "script ended") strictEqual(cause.operation, null);
      if (reason === "context over") ok(context !== null);
      if (reason === "window moved" && !isCut) ok(outer !== null);
      for (const one of counted) ok(one.event.time <= cause.time);
      if (event?.kind === "synthetic" && event.isCut === false) ok(event.madeBy !== null);
      if (event?.kind === "line") ok(event.place !== null);
    }
    // The chain goes back to events, also when the clock or another operation's action has run the list.
    if (operation !== null)
      ok(firing.counted.length > 0 || firing.previous !== null || firing.reason === "context over");
    const times = firing.counted.map(({ event }) => event.time);
    if (operation?.type === "SingleWithThreshold" && list === operation.rule.action) {
      deepStrictEqual(times, listOf(operation.times));
    } else if (operation?.type === "EventGroup" && list === operation.rule.action) {
      deepStrictEqual(
        times,
        operation.events.map(({ time }) => time),
      );
    } else if (operation?.type === "SingleWith2Thresholds" && list === operation.rule.action) {
      strictEqual(times.length, operation.rule.thresh);
    }
  }
}

/** States of all operations, by rule and description. */
type States = ReadonlyMap<string, string>;

export function checkAgreement(
  texts: Readonly<Record<string, string>>,
  lines: readonly Line[],
  prefilter = false,
): Agreement {
  const plain = makeWorld(texts, prefilter);
  const traced = makeWorld(texts, prefilter);
  const states: States[] = [];
  // With the prefilter nothing is measured: the engine takes the one or the other.
  if (!prefilter) {
    plain.engine.core.cpuTime = () => {
      states.push(statesOf(plain.engine.core));
      return 0;
    };
  }
  const recorder = new Explained(traced.engine.core);
  traced.engine.core.tracer = recorder;
  // The first second has been worked off already.
  const earlier = { events: traced.engine.core.eventCount, matches: matchesOf(traced) };
  const matches = new Map<string, number>();
  let trials = 0;
  let events = 0;
  const seen = { plain: 0, traced: 0 };
  const compare = (): void => {
    const trails = recorder.takeTrails();
    recorder.follow();
    events += trails.length;
    const steps = trails.flatMap((trail) => stepsOf(trail.passes));
    for (const { rule, next } of steps) {
      if (next !== null) matches.set(nameOf(rule), (matches.get(nameOf(rule)) ?? 0) + 1);
    }
    trials += steps.length;
    if (!prefilter) compareStates(trails, states);
    states.length = 0;
    const inputFiles = traced.engine.core.inputFiles.map(({ file }) => file);
    for (const trail of trails) checkWays(trail, inputFiles);
    strictEqual(earlier.events + events, traced.engine.core.eventCount);
    strictEqual(earlier.events + events, plain.engine.core.eventCount);
  };
  recorder.follow();
  for (const [index, { second, text, source }] of lines.entries()) {
    recorder.comesFrom(source, index + 1);
    for (const world of [plain, traced]) {
      world.advanceTo(second);
      world.engine.accept(text, { name: source, context: null }, world.now, prefilter ? "scan" : undefined);
      while (world.engine.processPendingEvent(world.now));
    }
    seen.plain = endScripts(plain, seen.plain);
    seen.traced = endScripts(traced, seen.traced);
    compare();
  }
  for (const world of [plain, traced]) world.advanceTo(world.second + AFTERWARDS);
  compare();
  deepStrictEqual(traced.recorder.effects, plain.recorder.effects);
  deepStrictEqual(statesOf(traced.engine.core), statesOf(plain.engine.core));
  for (const [name, count] of matchesOf(plain)) {
    const said = (matches.get(name) ?? 0) + (recorder.calendar.get(name) ?? 0);
    strictEqual(said, count - (earlier.matches.get(name) ?? 0), `matches of ${name}`);
  }
  return { events, trials, firings: recorder.listCount };
}

function makeWorld(texts: Readonly<Record<string, string>>, prefilter: boolean): World {
  return new World(makeRuleSet(texts, { faulty: true }), {
    ticks: "every second",
    settings: { intcontexts: true, prefilter },
  });
}

/** How often each rule has matched or acted, as the engine has counted it. */
function matchesOf({ rules, engine }: World): ReadonlyMap<string, number> {
  const all = rules.files.flatMap((file) => file.rules);
  return new Map(all.map((rule) => [nameOf(rule), engine.core.usage.of(rule).matches]));
}

function endScripts(world: World, seen: number): number {
  const { effects } = world.recorder as EffectsRecorder;
  const started = effects.slice(seen);
  for (const { effect } of started) {
    const [method, , terms] = effect;
    if (method !== "run") continue;
    const { script } = terms as { readonly script: number | null };
    if (script !== null) world.childExited(script, script % 2 === 0);
  }
  return effects.length;
}

function nameOf(rule: Rule): string {
  return `${rule.file}:${rule.number} ${rule.type}`;
}

function keyOf({ rule, description }: Operation): string {
  return `${nameOf(rule)} ${description}`;
}

function statesOf(core: Core): States {
  return new Map([...core.operations].map((operation) => [keyOf(operation), JSON.stringify(stateOf(operation))]));
}

/** All trials in the order of their beginnings. */
function stepsOf(passes: readonly FilePass[]): RuleStep[] {
  return passes.flatMap(({ steps }) => steps.flatMap((step) => [step, ...stepsOf(step.passes)]));
}

/** What the trails say of operations, against the states that were taken before and after each trial. */
function compareStates(trails: readonly Trail[], states: readonly States[]): void {
  let at = 0;
  const visit = (step: RuleStep): ReadonlySet<string> => {
    const isMeasured = step.rule.type !== "Calendar";
    const before = isMeasured ? states[at++] : undefined;
    const nested = step.passes.flatMap(({ steps }) => steps.map(visit));
    const after = isMeasured ? states[at++] : undefined;
    const told = new Set(nested.flatMap((keys) => [...keys]));
    if (before === undefined || after === undefined) {
      strictEqual(isMeasured, false, `${nameOf(step.rule)} was not tried`);
      return told;
    }
    for (const { operation } of step.operations) told.add(keyOf(operation));
    for (const key of told) checkOperation(key, step, before, after);
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      if (before.get(key) !== after.get(key)) ok(told.has(key), `${key} changed in ${nameOf(step.rule)}: not told`);
    }
    return told;
  };
  for (const { passes } of trails) for (const { steps } of passes) steps.forEach(visit);
  strictEqual(at, states.length, "the number of trials");
}

function checkOperation(key: string, { rule, operations }: RuleStep, before: States, after: States): void {
  const told = operations.filter(({ operation }) => keyOf(operation) === key);
  const [first, last] = [told[0], told.at(-1)];
  if (first === undefined || last === undefined) return;
  const text = (state: object | null): string | undefined => (state === null ? undefined : JSON.stringify(state));
  // Of another rule's operation it is told how it was when an action touched it.
  if (first.operation.rule === rule) strictEqual(text(first.before), before.get(key), `${key} before`);
  strictEqual(text(last.after), after.get(key), `${key} after`);
}

/** Each rule of a file that was come to has been tried, or it is said why not; and that is so. */
function checkWays({ passes, notReached }: Trail, files: readonly RuleFile[]): void {
  deepStrictEqual([...passes.map((pass) => pass.file), ...notReached], files);
  const lastStep = passes.at(-1)?.steps.at(-1);
  strictEqual(notReached.length > 0, lastStep?.next?.kind === "EndMatch" && passes.length < files.length);
  passes.forEach(checkPass);
}

function checkPass(pass: FilePass): void {
  let expected = 0;
  let isOver = false;
  for (const [index, { rule, outcome }] of allRules(pass).entries()) {
    strictEqual(rule, pass.file.rules[index]);
    if (!isStep(outcome)) {
      const said: string = isOver ? "ended" : index < expected ? "jumped over" : "left out";
      strictEqual(outcome.kind, said, nameOf(rule));
      continue;
    }
    ok(!isOver && index >= expected, `${nameOf(rule)} was tried`);
    const { next } = outcome;
    outcome.passes.forEach(checkPass);
    if (next === null || next.kind === "TakeNext") expected = index + 1;
    else if (next.kind === "GoTo" && next.target !== null) expected = next.target;
    else isOver = true;
  }
}
