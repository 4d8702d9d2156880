/** The automata of several expressions in one list of steps, and the sets of steps that a line leads to. */
import type { ByteSet } from "../../../regexp/byte-set.js";
import type { Nfa, Step } from "./nfa.js";

/** Where the automata stand after some bytes of a line: what is reached, and which of them have accepted. */
export interface Reached {
  /** Steps that wait for a byte, or for the end of the line, ascending. */
  readonly steps: readonly number[];
  /** Numbers of automata that have accepted, ascending: nothing of theirs is among the steps. */
  readonly accepted: readonly number[];
  readonly isStart: boolean;
}

export class Steps {
  private readonly kinds: Step["kind"][] = [];
  private readonly sets: (ByteSet | null)[] = [];
  private readonly next: (readonly number[])[] = [];
  /** By step: the number of its automaton. */
  private readonly owner: number[] = [];
  /** By automaton: where it begins. */
  private readonly entries: number[] = [];
  /** By step: the last search that came by it. */
  private readonly seen: Int32Array;
  private search = 0;

  constructor(automata: readonly Nfa[]) {
    for (const [number, { steps, entry }] of automata.entries()) {
      const base = this.kinds.length;
      this.entries.push(base + entry);
      for (const step of steps) {
        const next = step.kind === "accept" ? [] : step.kind === "fork" ? step.next : [step.next];
        this.kinds.push(step.kind);
        this.sets.push(step.kind === "byte" ? step.set : null);
        this.next.push(next.map((target) => base + target));
        this.owner.push(number);
      }
    }
    this.seen = new Int32Array(this.kinds.length);
  }

  get byteSets(): ReadonlySet<ByteSet> {
    return new Set(this.sets.filter((set) => set !== null));
  }

  start(): Reached {
    return this.reachedFrom([], [], true);
  }

  /** After one more byte. A match may begin at every place, so automata that have not accepted begin anew. */
  after(from: Reached, byte: number): Reached {
    const targets = from.steps.flatMap((step) => (this.sets[step]?.has(byte) ? (this.next[step] as number[]) : []));
    return this.reachedFrom(targets, from.accepted, false);
  }

  /** Numbers of the automata that have accepted when the line ends here. */
  acceptedAtEnd({ steps, accepted, isStart }: Reached): readonly number[] {
    const all = new Set(accepted);
    this.search++;
    for (const step of steps) if (this.kinds[step] === "end") this.follow(step, isStart, true, [], all);
    return [...all];
  }

  private reachedFrom(targets: readonly number[], before: readonly number[], isStart: boolean): Reached {
    this.search++;
    const accepted = new Set(before);
    const steps: number[] = [];
    for (const target of targets) this.follow(target, isStart, false, steps, accepted);
    for (const [number, entry] of this.entries.entries()) {
      if (!accepted.has(number)) this.follow(entry, isStart, false, steps, accepted);
    }
    const waiting = steps.filter((step) => !accepted.has(this.owner[step] as number));
    const ascending = (a: number, b: number) => a - b;
    return { steps: waiting.sort(ascending), accepted: [...accepted].sort(ascending), isStart };
  }

  /** From a step on, through all that needs no byte. */
  private follow(from: number, isStart: boolean, isEnd: boolean, steps: number[], accepted: Set<number>): void {
    const { kinds, seen, search } = this;
    const open = [from];
    for (let step = open.pop(); step !== undefined; step = open.pop()) {
      if (seen[step] === search) continue;
      seen[step] = search;
      const kind = kinds[step];
      if (kind === "accept") accepted.add(this.owner[step] as number);
      else if (kind === "fork" || (kind === "start" && isStart) || (kind === "end" && isEnd)) {
        open.push(...(this.next[step] as number[]));
      } else if (kind !== "start") steps.push(step);
    }
  }
}
