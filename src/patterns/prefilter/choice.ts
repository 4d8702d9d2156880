/** Which of its required literals stands for each subject, and the automata that look for all of them. Immutable. */
import type { LiteralSet } from "../../regexp/literals.js";
import { Automaton } from "./automaton.js";
import type { Block } from "./block.js";
import { findLineEnds, Q_GRAM_LITERAL_MIN, QGrams } from "./q-grams.js";

/** A pattern that is looked for by its literals. */
export interface Subject {
  /** Of each set, one string at least is in every line that matches. Not empty. */
  readonly sets: readonly LiteralSet[];
  /** Lines that have it must not be skipped. */
  readonly wakes: boolean;
}

export class Choice {
  /** By needle: the subjects that it stands for. */
  readonly subjectsOf: readonly Int32Array[];
  /** By needle: 1 when some of these subjects wakes. */
  readonly wakes: Uint8Array;
  readonly literals: readonly string[];
  private readonly qGrams: QGrams | null;
  private readonly automaton: Automaton | null;

  /** `chosen` has the sets of each subject that are looked for: one, or all for a trial. */
  constructor(
    subjects: readonly Subject[],
    chosen: readonly (readonly LiteralSet[])[],
    commonness: ReadonlyMap<number, number> | null,
  ) {
    const subjectsOf = new Map<string, number[]>();
    chosen.forEach((sets, subject) => {
      for (const literal of new Set(sets.flat())) {
        const known = subjectsOf.get(literal);
        if (known === undefined) subjectsOf.set(literal, [subject]);
        else known.push(subject);
      }
    });
    this.literals = [...subjectsOf.keys()];
    this.subjectsOf = [...subjectsOf.values()].map((list) => Int32Array.from(list));
    this.wakes = Uint8Array.from(this.subjectsOf, (list) => (list.some((index) => subjects[index]?.wakes) ? 1 : 0));
    const numbers = this.literals.map((_, needle) => needle);
    const long = numbers.filter((needle) => isLong(this.literals[needle] as string));
    const short = numbers.filter((needle) => !isLong(this.literals[needle] as string));
    const texts = (needles: readonly number[]) => needles.map((needle) => this.literals[needle] as string);
    this.qGrams = long.length === 0 ? null : new QGrams(texts(long), long, commonness);
    this.automaton = short.length === 0 ? null : new Automaton(texts(short), short);
  }

  /** Adds to the block's findings those of whole lines, from where one begins to behind a newline. */
  scan(block: Block, from: number, to: number): void {
    const { words, bytes, ends, long, short } = block;
    if (this.qGrams === null) findLineEnds(words, bytes, from, to, ends);
    else this.qGrams.scan(words, bytes, from, to, ends, long);
    this.automaton?.scan(bytes, from, to, short);
  }
}

export function isLong(literal: string): boolean {
  return literal.length >= Q_GRAM_LITERAL_MIN;
}
