/** One run of the soak: writers, rotations and signals around one daemon, and what came of it. */
import { setTimeout as pause } from "node:timers/promises";
import { makeRandom } from "../test/rules/random.js";
import { Daemon } from "../testing/daemon.js";
import { Place, until } from "../testing/place.js";
import { type Account, Ledger } from "./ledger.js";
import { descriptorsOf, type Holdings, holdingsOf, leftovers, sameDescriptors } from "./leftovers.js";
import type { Way } from "./plan.js";
import { CONSEQUENCES, RULES } from "./rules.js";
import { Writers } from "./writers.js";

export const WRITERS = 4;
export const FILES = 8;
const SIGNALS = ["ABRT", "USR1", "USR2"] as const;
type Signal = (typeof SIGNALS)[number];
/** Lines acted on between two signals, in the mean. */
const LINES_PER_SIGNAL = 2000;
/** The first memory is taken after this share of the lines; how much more there may be at the end. */
const FIRST_SHARE = 0.1;
const MEMORY_MORE = 0.2;
const LOOK_MS = 10;

export interface Terms {
  readonly lines: number;
  readonly seed: number;
  /** How long nothing may be acted on while something is waited for. */
  readonly patienceMs: number;
  /** Lost lines end the run; otherwise it goes on without them (the reference). */
  readonly strict: boolean;
  /** Growth of memory is a fault. */
  readonly checkMemory: boolean;
  readonly program: readonly string[];
  readonly onProgress: (acted: number) => void;
}

export interface Result {
  readonly seconds: number;
  readonly account: Account;
  readonly rotations: Readonly<Record<Way, number>>;
  readonly signals: Readonly<Record<Signal, number>>;
  /** Bytes after the first tenth, and at the end. */
  readonly memory: readonly [first: number, last: number];
  /** What is not as it must be; none: passed. */
  readonly faults: readonly string[];
  /** The end of the log, when something is wrong. */
  readonly lastWords: readonly string[];
}

export async function perform(terms: Terms): Promise<Result> {
  const place = new Place();
  const run = new Run(place, terms);
  try {
    return await run.perform();
  } finally {
    run.clear();
    place.remove();
  }
}

class Run {
  private readonly place: Place;
  private readonly terms: Terms;
  private readonly linesPerFile: number;
  private readonly ledgers: Ledger[];
  private readonly daemon: Daemon;
  private writers: Writers | null = null;
  private readonly signals: Record<Signal, number> = { ABRT: 0, USR1: 0, USR2: 0 };
  private firstMemory = 0;
  private readonly faults: string[] = [];

  constructor(place: Place, terms: Terms) {
    this.place = place;
    this.terms = terms;
    this.linesPerFile = Math.ceil(terms.lines / FILES);
    const files = Array.from({ length: FILES }, (_, file) => file);
    this.ledgers = files.map((file) => new Ledger(place.path(`acted.${file}`), this.linesPerFile));
    for (const file of files) place.write(`input.${file}`, "");
    const options = [...files.map((file) => `--input=input.${file}`), "--debug=4", "--dump=dump", "--dumpfts"];
    this.daemon = new Daemon(place, RULES, options, { program: terms.program });
  }

  async perform(): Promise<Result> {
    const { daemon, terms } = this;
    await daemon.isUp();
    const before = await this.holdings("before");
    const start = performance.now();
    this.writers = this.startWriters();
    try {
      await this.watch(this.writers);
    } catch (error) {
      this.faults.push((error as Error).message);
    }
    const seconds = (performance.now() - start) / 1000;
    const account = this.sum();
    if (account.lost + account.doubled + account.reordered > 0) this.faults.push("not each line once and in order");
    if (!daemon.hasEnded && this.faults.length === 0) await this.checkTheEnd(before);
    const last = await this.memoryAtTheEnd();
    if (!daemon.hasEnded && terms.strict) {
      const status = await daemon.terminate();
      if (status !== 0) this.faults.push(`it ends with ${status}`);
    }
    return {
      seconds,
      account,
      rotations: this.writers.rotations,
      signals: this.signals,
      memory: [this.firstMemory, last],
      faults: this.faults,
      lastWords: this.place.lines("sec.log").slice(-15),
    };
  }

  clear(): void {
    this.writers?.kill();
    this.daemon.kill();
    for (const ledger of this.ledgers) ledger.close();
  }

  private get acted(): number {
    return this.ledgers.reduce((sum, ledger) => sum + ledger.acted, 0);
  }

  private get lines(): number {
    return this.linesPerFile * FILES;
  }

  private startWriters(): Writers {
    const { seed } = this.terms;
    const tasks = Array.from({ length: WRITERS }, (_, writer) => ({
      seed,
      lines: this.linesPerFile,
      files: this.ledgers
        .map((_ledger, file) => [file, this.place.path(`input.${file}`)] as const)
        .filter(([file]) => file % WRITERS === writer),
    }));
    return new Writers(tasks);
  }

  /** Until all lines have been acted on, or nothing happens any more. */
  private async watch(writers: Writers): Promise<void> {
    const { daemon, terms, ledgers } = this;
    const random = makeRandom(terms.seed);
    let signalAt = random.below(2 * LINES_PER_SIGNAL);
    let lastNews = performance.now();
    while (!writers.areReady || this.acted < this.lines) {
      // One block of each, then the others' turn.
      let isNew = false;
      for (const ledger of ledgers) isNew = ledger.read() || isNew;
      writers.answer(
        (file) => (ledgers[file] as Ledger).last,
        terms.strict ? Number.POSITIVE_INFINITY : terms.patienceMs,
      );
      const { acted } = this;
      while (acted >= signalAt) {
        this.signal(random.pick(SIGNALS));
        signalAt += 1 + random.below(2 * LINES_PER_SIGNAL);
      }
      if (this.firstMemory === 0 && acted >= this.lines * FIRST_SHARE) this.firstMemory = daemon.memory;
      terms.onProgress(acted);
      if (daemon.hasEnded) throw new Error(`the daemon has ended: ${daemon.standardError.slice(-500)}`);
      if (writers.failure !== null) throw new Error(writers.failure);
      if (isNew) {
        lastNews = performance.now();
      } else {
        if (performance.now() - lastNews > terms.patienceMs && (terms.strict || writers.areReady)) {
          throw new Error(
            `nothing was acted on for ${terms.patienceMs / 1000} s; waited for: ${writers.waits || "the end"}`,
          );
        }
        await pause(LOOK_MS);
      }
      // Messages of writers come between.
      await pause(0);
    }
  }

  private signal(name: Signal): void {
    this.signals[name]++;
    this.daemon.signal(name);
  }

  /**
   * What is held, not what happens to be collected later: memory that was freed goes back when
   * the daemon has been idle for a while, and that is waited for.
   */
  private async memoryAtTheEnd(): Promise<number> {
    const { daemon, terms } = this;
    if (daemon.hasEnded) return 0;
    const most = this.firstMemory * (1 + MEMORY_MORE);
    if (terms.checkMemory) {
      const isSmall = (): boolean => daemon.memory <= most;
      await daemon.until("memory is given back", isSmall).catch(() => this.faults.push("memory has grown"));
    }
    return daemon.hasEnded ? 0 : daemon.memory;
  }

  private sum(): Account {
    const accounts = this.ledgers.map((ledger) => ledger.account());
    const sum = (of: (account: Account) => number): number => accounts.reduce((total, one) => total + of(one), 0);
    return {
      lost: sum(({ lost }) => lost),
      doubled: sum(({ doubled }) => doubled),
      reordered: sum(({ reordered }) => reordered),
      examples: accounts
        .flatMap(({ examples }, file) => examples.map((example) => `file ${file}: ${example}`))
        .slice(0, 10),
    };
  }

  /** Contexts have expired, children have ended, replaced files are closed: nothing is left. */
  private async checkTheEnd(before: Holdings): Promise<void> {
    const { daemon, place } = this;
    try {
      for (const [name, isDue] of CONSEQUENCES) await this.checkConsequences(name, isDue);
      if (place.read("strange") !== "") throw new Error(`a line was torn: ${place.lines("strange")[0]}`);
      await daemon.until("no child is left", () => daemon.children.length === before.children);
      daemon.signal("USR2"); // closes outputs
      await until("replaced files are closed", () => sameDescriptors(before.descriptors, descriptorsOf(daemon))).catch(
        () => {}, // which they are not is said below
      );
      this.faults.push(...leftovers(before, await this.holdings("after")));
    } catch (error) {
      this.faults.push((error as Error).message);
    }
  }

  private async checkConsequences(name: string, isDue: (number: number) => boolean): Promise<void> {
    const expected: string[] = [];
    for (let file = 0; file < FILES; file++) {
      for (let number = 1; number <= this.linesPerFile; number++) if (isDue(number)) expected.push(`${file} ${number}`);
    }
    // A pair's end is seven lines after its beginning: the last may have none.
    const { place, daemon } = this;
    await daemon.until(`all of "${name}" is there`, () => place.lines(name).length >= expected.length);
    const found = place.lines(name).sort();
    expected.sort();
    const at = expected.findIndex((line, index) => line !== found[index]);
    if (at >= 0 || found.length !== expected.length) {
      throw new Error(`"${name}" has ${found.length} lines, expected ${expected.length}; at ${at}: ${found[at]}`);
    }
  }

  /** With outputs closed but that of the pulse. */
  private async holdings(when: string): Promise<Holdings> {
    this.daemon.signal("USR2");
    await this.daemon.pulse(`${when} the soak`);
    await this.daemon.pulse(`${when} the soak, outputs closed`);
    return holdingsOf(this.daemon);
  }
}
