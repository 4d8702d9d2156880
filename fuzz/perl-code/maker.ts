/** The state of a snippet that is being made: which variables there are where it stands. */

/** A number from 0 to below the bound. */
export type Random = (bound: number) => number;

interface Names {
  readonly scalars: string[];
  readonly arrays: string[];
  readonly hashes: string[];
  /** References to arrays, and to hashes. */
  readonly references: string[];
  readonly hashReferences: string[];
  readonly codes: string[];
  /** Named functions; the comparisons are in FUNCTIONS. */
  readonly functions: string[];
}

export function noNames(): Names {
  return { scalars: [], arrays: [], hashes: [], references: [], hashReferences: [], codes: [], functions: [] };
}

function copyOf(names: Names): Names {
  return Object.fromEntries(Object.entries(names).map(([kind, list]) => [kind, [...list]])) as unknown as Names;
}

export class Maker {
  readonly random: Random;
  names: Names = noNames();
  /** Loops around this place, and the labels of those that have one. */
  loops = 0;
  labels: readonly string[] = [];
  /** Places around this one where `$_` is set. */
  topics = 0;
  private next = 0;

  constructor(random: Random) {
    this.random = random;
  }

  pick<Item>(items: readonly Item[]): Item {
    return pick(this.random, items);
  }

  one(...makes: readonly (() => string)[]): string {
    return this.pick(makes)();
  }

  chance(oneIn: number): boolean {
    return this.random(oneIn) === 0;
  }

  fresh(prefix: string): string {
    return `${prefix}${this.next++}`;
  }

  /** Declarations within are forgotten afterwards. */
  scoped(make: () => string): string {
    const { names } = this;
    this.names = copyOf(names);
    const code = make();
    this.names = names;
    return code;
  }

  withScalar(name: string, make: () => string): string {
    this.names.scalars.push(name);
    return make();
  }

  inTopic(make: () => string): string {
    this.topics++;
    const code = make();
    this.topics--;
    return code;
  }

  inLoop(label: string | null, make: () => string): string {
    const { labels } = this;
    this.loops++;
    if (label !== null) this.labels = [...labels, label];
    const code = make();
    this.labels = labels;
    this.loops--;
    return code;
  }

  /** A function's body: no loop of outside can be left from it. */
  outsideLoops(make: () => string): string {
    const { loops, labels } = this;
    this.loops = 0;
    this.labels = [];
    const code = make();
    this.loops = loops;
    this.labels = labels;
    return code;
  }
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[random(items.length)] as Item;
}
