/** Measures one scenario with evcorr and the reference, and compares what both wrote. */
import { Place } from "../../testing/place.js";
import { type Cost, type RunResult, run, type Workplace } from "./run.js";
import type { Scenario } from "./scenario.js";
import { Traffic } from "./traffic.js";

export interface MeasuringOptions {
  readonly lines: number;
  /** How long the reference is to run on its beginning of the traffic. */
  readonly referenceSeconds: number;
  readonly seed: number;
  readonly evcorr: readonly string[];
  /** Null: not to be run. */
  readonly reference: readonly string[] | null;
  /** Options for evcorr alone. */
  readonly evcorrOptions: readonly string[];
  /** Every run so many times, in turns; of each the fastest counts. */
  readonly rounds: number;
  readonly progress: (text: string) => void;
}

/** Lines of one second: by the clock on the wall, and by processor time. */
export interface Rates {
  readonly byClock: number;
  readonly byCpu: number;
}

export interface Measured {
  readonly scenario: Scenario;
  readonly lines: number;
  /** All of the lines in the whole time of the process. */
  readonly whole: Rates;
  /** Without start-up and the lines that only set up. */
  readonly steady: Rates;
  readonly peakBytes: number;
  readonly outputBytes: number;
  readonly reference: ReferenceMeasured | null;
}

export interface ReferenceMeasured {
  /** The beginning of the traffic that it got, setup lines not counted. */
  readonly lines: number;
  /** Without start-up and the lines that only set up. */
  readonly steady: Rates;
  readonly peakBytes: number;
  /** Both wrote the same bytes on that beginning. */
  readonly equal: boolean;
}

export async function measure(scenario: Scenario, options: MeasuringOptions): Promise<Measured> {
  const place = new Place();
  try {
    return await new Measurement(scenario, options, place).measure();
  } finally {
    place.remove();
  }
}

/** What the lines behind the setup cost may be lost in noise; less than this is not taken as measured. */
const SECONDS_MIN = 0.002;
const FIRST_REFERENCE_LINES = 200;

class Measurement {
  private readonly scenario: Scenario;
  private readonly options: MeasuringOptions;
  private readonly place: Place;
  private readonly setup: number;
  private readonly traffic: Traffic;

  constructor(scenario: Scenario, options: MeasuringOptions, place: Place) {
    this.scenario = scenario;
    this.options = options;
    this.place = place;
    this.setup = scenario.setup ?? 0;
    options.progress(`${scenario.name}: making traffic`);
    for (const [file, text] of Object.entries(scenario.rules)) place.write(file, text);
    const lines = this.setup + Math.min(scenario.lines ?? options.lines, Math.max(options.lines, 1));
    this.traffic = new Traffic(place.path("traffic"), lines, options.seed, scenario.traffic());
  }

  /** In turns, since a machine is not as fast at all times: of each program the best rounds count. */
  async measure(): Promise<Measured> {
    const { traffic, setup, options, scenario } = this;
    const beginning = options.reference === null ? null : await this.beginningFor(options.reference);
    const ours = { before: new Best(), all: new Best() };
    const theirs = { before: new Best(), after: new Best() };
    for (let round = 1; round <= options.rounds; round++) {
      options.progress(`${scenario.name}: round ${round} of ${options.rounds}`);
      ours.before.add(await this.run(options.evcorr, setup, options.evcorrOptions));
      ours.all.add(await this.run(options.evcorr, traffic.lines, options.evcorrOptions));
      if (options.reference === null || beginning === null) continue;
      theirs.before.add(await this.run(options.reference, setup, []));
      theirs.after.add(await this.run(options.reference, setup + beginning.lines, []));
    }
    const lines = traffic.lines;
    const [before, all] = [ours.before.result, ours.all.result];
    return {
      scenario,
      lines,
      whole: { byClock: lines / all.seconds, byCpu: lines / all.cpuSeconds },
      steady: ratesBetween(before, all, lines - setup),
      peakBytes: all.peakBytes,
      outputBytes: all.outputBytes,
      reference: beginning === null ? null : await this.compare(beginning.lines, theirs),
    };
  }

  private async compare(
    lines: number,
    { before, after }: { readonly before: Best; readonly after: Best },
  ): Promise<ReferenceMeasured> {
    const { setup, options } = this;
    const ours = await this.run(options.evcorr, setup + lines, options.evcorrOptions);
    return {
      lines,
      steady: ratesBetween(before.result, after.result, lines),
      peakBytes: after.result.peakBytes,
      equal: ours.digest === after.result.digest,
    };
  }

  /** How many lines of the traffic the reference handles in the time that it is given. */
  private async beginningFor(command: readonly string[]): Promise<{ readonly lines: number }> {
    const { setup, options, scenario } = this;
    const most = this.traffic.lines - setup;
    this.options.progress(`${scenario.name}: reference, start-up`);
    const before = await this.run(command, setup, []);
    let lines = Math.min(most, scenario.firstReferenceLines ?? FIRST_REFERENCE_LINES);
    for (;;) {
      options.progress(`${scenario.name}: reference, ${lines} lines`);
      const after = await this.run(command, setup + lines, []);
      const seconds = Math.max(after.cpuSeconds - before.cpuSeconds, SECONDS_MIN);
      if (lines === most || seconds >= options.referenceSeconds / 2) return { lines };
      // Not all at once: the first lines cost more than the others.
      const aim = (lines * options.referenceSeconds) / seconds;
      lines = Math.min(most, Math.ceil(Math.min(aim, lines * 20)));
    }
  }

  private run(command: readonly string[], lines: number, more: readonly string[]): Promise<RunResult> {
    const { scenario, place, traffic } = this;
    const workplace: Workplace = {
      place,
      options: [...(scenario.options ?? []), ...more],
      piped: scenario.input === "pipe",
      inputName: scenario.inputName ?? "traffic.log",
    };
    traffic.copyBeginning(lines, place.path(workplace.inputName));
    return run(command, workplace);
  }
}

/** The least that several runs over the same lines cost; they must have written the same bytes. */
class Best {
  private best: RunResult | null = null;

  add(result: RunResult): void {
    const { best } = this;
    if (best !== null && best.digest !== result.digest) throw new Error("two runs of a program wrote different bytes");
    this.best = {
      ...result,
      seconds: Math.min(result.seconds, best?.seconds ?? Number.POSITIVE_INFINITY),
      cpuSeconds: Math.min(result.cpuSeconds, best?.cpuSeconds ?? Number.POSITIVE_INFINITY),
    };
  }

  get result(): RunResult {
    return this.best as RunResult;
  }
}

function ratesBetween(before: Cost, after: Cost, lines: number): Rates {
  return {
    byClock: lines / Math.max(after.seconds - before.seconds, SECONDS_MIN),
    byCpu: lines / Math.max(after.cpuSeconds - before.cpuSeconds, SECONDS_MIN),
  };
}
