/** A whole run of random traffic, and all that came of it. */
import type { Effect } from "./recorder.js";
import { makeRuleSet } from "./rule-sets.js";
import { type Ticks, World } from "./world.js";

export interface Line {
  readonly second: number;
  readonly text: string;
  readonly source: string;
}

/** Everything of a run that can be compared. */
export interface Outcome {
  readonly effects: readonly { readonly second: number; readonly effect: Effect }[];
  readonly contexts: readonly string[];
  readonly operations: readonly string[];
  readonly variables: readonly (readonly [string, unknown])[];
}

/** Seconds after the last line in which all windows and lifetimes run out. */
const AFTERWARDS = 100;

/** Runs the rules, read anew, over the lines. Scripts of SingleWithScript rules end with the line that started them. */
export function replay(texts: Readonly<Record<string, string>>, lines: readonly Line[], ticks: Ticks): Outcome {
  const world = new World(makeRuleSet(texts, { faulty: true }), { ticks, settings: { intcontexts: true } });
  let seen = 0;
  for (const { second, text, source } of lines) {
    world.advanceTo(second);
    world.line(text, source);
    seen = endScripts(world, seen);
  }
  world.advanceTo(world.second + AFTERWARDS);
  const { contexts, operations, variables } = world.engine.core;
  return {
    effects: world.recorder.effects,
    contexts: [...contexts.names()],
    operations: [...operations].map(({ type, description, windowStart }) => `${type} ${description} ${windowStart}`),
    variables: [...variables],
  };
}

function endScripts(world: World, seen: number): number {
  const { effects } = world.recorder;
  const started = effects.slice(seen);
  for (const { effect } of started) {
    const [method, , terms] = effect;
    if (method !== "run") continue;
    const { script } = terms as { readonly script: number | null };
    if (script !== null) world.childExited(script, script % 2 === 0);
  }
  return effects.length;
}
