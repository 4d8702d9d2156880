/**
 * The same traffic in two ways: each line tried on all rules, which is what the language means;
 * and through blocks of bytes that are scanned, where lines are passed by and rules left out.
 * Everything that can be told apart must be the same.
 */
import type { EngineSettings, LineSource } from "../src/engine/face.js";
import type { Operation } from "../src/engine/operation.js";
import { ScannedLines } from "../src/io/inputs/scanned-lines.js";
import type { Choices } from "./random-rules.js";
import type { Line } from "./replay.js";
import { makeRuleSet } from "./rule-sets.js";
import { type Ticks, World } from "./world.js";

export interface Way {
  readonly settings: Partial<EngineSettings>;
  readonly ticks: Ticks;
  /** Soft restarts with unchanged rules, each before so many lines. */
  readonly restartEvery: number;
}

/** What shows whether a comparison had anything to see. */
export interface Counts {
  lines: number;
  skipped: number;
  effects: number;
}

/** Seconds after the last line in which all windows and lifetimes run out. */
const AFTERWARDS = 60;

/** A way at random: with what changes the meaning of lines. */
export function randomWay(random: Choices): Way {
  return {
    ticks: random.pick(["every second", "every second", "every fifth second"] as const),
    restartEvery: random.pick([1000, 1000, 37, 7]),
    settings: {
      intcontexts: random.below(3) === 0,
      bufsize: random.pick([0, 0, 4]),
      jointbuf: random.pick([null, null, true, false]),
    },
  };
}

/** Every line tried on all rules. */
export function slowly(texts: Readonly<Record<string, string>>, lines: readonly Line[], way: Way): object {
  const run = new Run(texts, way, false);
  for (const line of lines) {
    run.advanceTo(line.second);
    run.restartWhenDue();
    run.world.line(line.text, line.source);
    run.taken++;
    run.endScripts();
  }
  return run.finish();
}

/** Lines of the same second and source come in one piece of input, which is cut at random. */
export function quickly(
  texts: Readonly<Record<string, string>>,
  lines: readonly Line[],
  way: Way,
  random: Choices,
  counts: Counts,
): object {
  const run = new Run(texts, way, true);
  const inputs = new Map<string, ScannedLines>();
  for (let at = 0; at < lines.length; ) {
    const { second, source } = lines[at] as Line;
    let end = at + 1;
    while (lines[end]?.second === second && lines[end]?.source === source) end++;
    const input = inputs.get(source) ?? new ScannedLines(0, run.world.engine);
    inputs.set(source, input);
    run.advanceTo(second);
    const bytes = Buffer.from(
      lines
        .slice(at, end)
        .map(({ text }) => `${text}\n`)
        .join(""),
      "latin1",
    );
    for (let from = 0; from < bytes.length; ) {
      const to = random.below(2) === 0 ? bytes.length : Math.min(bytes.length, from + 1 + random.below(40));
      input.add(bytes.subarray(from, to));
      run.take(input, { name: source, context: null }, random, counts);
      if (random.below(3) === 0) input.release();
      from = to;
    }
    at = end;
  }
  const outcome = run.finish();
  counts.lines += lines.length;
  counts.effects += run.world.recorder.effects.length;
  return outcome;
}

class Run {
  readonly world: World;
  /** Lines so far, those that were passed by included. */
  taken = 0;
  private readonly texts: Readonly<Record<string, string>>;
  private readonly restartEvery: number;
  private seen = 0;

  constructor(texts: Readonly<Record<string, string>>, { settings, ticks, restartEvery }: Way, prefilter: boolean) {
    this.texts = texts;
    this.restartEvery = restartEvery;
    const rules = makeRuleSet(texts, { faulty: true });
    this.world = new World(rules, { ticks, settings: { ...settings, prefilter } });
    this.world.engine.core.triesEveryPair = !prefilter;
  }

  advanceTo(second: number): void {
    this.world.advanceTo(second);
    this.endScripts();
  }

  /** Restarts happen between two lines, which may be in one block. */
  restartWhenDue(): void {
    if (this.taken % this.restartEvery === 0) this.world.reload(this.texts, true);
  }

  take(input: ScannedLines, source: LineSource, random: Choices, counts: Counts): void {
    const { engine } = this.world;
    while (input.hasLine) {
      this.restartWhenDue();
      const most = Math.min(1 + random.below(8), this.restartEvery - (this.taken % this.restartEvery));
      const skipped = engine.skips(source, this.world.now) ? input.skip(most) : 0;
      counts.skipped += skipped;
      this.taken += skipped;
      if (skipped > 0) {
        engine.skip(skipped, input, source, this.world.now);
        continue;
      }
      this.taken++;
      engine.accept(input.next() as string, source, this.world.now, input.hits);
      this.world.drain();
      this.endScripts();
    }
  }

  /** Scripts of SingleWithScript rules end with the line or the second that started them. */
  endScripts(): void {
    const { effects } = this.world.recorder;
    const started = effects.slice(this.seen);
    for (const { effect } of started) {
      const [method, , terms] = effect;
      if (method !== "run") continue;
      const { script } = terms as { readonly script: number | null };
      if (script !== null) this.world.childExited(script, script % 2 === 0);
    }
    this.seen = effects.length;
  }

  /** Everything that can be told. */
  finish(): object {
    const { world } = this;
    const { core } = world.engine;
    const buffers = [...core.buffers.contents()].map(([source, lines]) => [source, lines.map((line) => ({ ...line }))]);
    const atEnd = { buffers, cache: [...core.buffers.cache], operations: [...core.operations].map(operationText) };
    world.advanceTo(world.second + AFTERWARDS);
    return {
      ...atEnd,
      effects: world.recorder.effects,
      messages: world.recorder.messages,
      contexts: [...core.contexts.names()],
      variables: [...core.variables],
      events: core.eventCount,
      matches: core.files.flatMap(({ rules }) => rules.map((rule) => core.usage.of(rule).matches)),
    };
  }
}

function operationText({ type, description, windowStart }: Operation): string {
  return `${type} ${description} ${windowStart}`;
}
