/**
 * Which of its required literals stand for each subject, and the automata that look for them.
 *
 * One set of literals is often not telling: a thousand rules may all name the same ten programs.
 * So a subject may be looked for by several of its sets, and is found in a line when a literal of
 * each is there:
 *
 *   needles      "]: session "          " opened: "        found in a line: both
 *   stand for    subject 4, set 1       subject 4, set 2   sets of subject 4: 01 -> 11, found
 *                subject 9, set 1                          sets of subject 9: 01, not found
 */
import type { LiteralSet } from "../../regexp/literals.js";
import { Automaton } from "./automaton.js";
import type { Block } from "./block.js";
import { Confirmation } from "./confirmation.js";
import { Numbers } from "./hits.js";
import { findLineEnds, Q_GRAM_LITERAL_MIN, QGrams } from "./q-grams.js";
import type { Shape } from "./shapes/index.js";

/** A pattern that is looked for by its literals, or by the shape of lines. */
export interface Subject {
  /** Of each set, one string at least is in every line that matches. Empty when there is a shape. */
  readonly sets: readonly LiteralSet[];
  readonly shape: Shape | null;
  /** Lines in which it is found must not be skipped. */
  readonly wakes: boolean;
  /** The pattern looks at so many lines; at more than one, and its literals may be in different ones. */
  readonly lines: number;
}

/** Sets of one subject. */
export interface ChosenSets {
  /** A line in which literals of all of these are found is one in which the subject is found. */
  readonly lookedFor: readonly LiteralSet[];
  /** What else tells something: see Confirmation. */
  readonly confirming: readonly LiteralSet[];
}

export class Choice {
  readonly literals: readonly string[];
  private readonly wakes: Uint8Array;
  private readonly qGrams: QGrams | null;
  private readonly automaton: Automaton | null;
  /** By needle: the subjects that it stands for, and the bit of its set in each. */
  private readonly subjectsOf: readonly Int32Array[];
  private readonly bitsOf: readonly Int32Array[];
  /** By subject: the bits of all of its sets; of those that are found in the line at hand. */
  private readonly all: Int32Array;
  private readonly seen: Int32Array;
  /** Subjects of which something is found in the line at hand. */
  private readonly touched = new Numbers();
  private readonly confirmation: Confirmation;

  /** `chosen` has the sets of each subject. */
  constructor(
    subjects: readonly Subject[],
    chosen: readonly ChosenSets[],
    commonness: ReadonlyMap<number, number> | null,
  ) {
    const uses = new Map<string, { subject: number; bit: number }[]>();
    chosen.forEach(({ lookedFor }, subject) => {
      lookedFor.forEach((set, index) => {
        for (const literal of set) {
          const use = { subject, bit: 1 << index };
          const known = uses.get(literal);
          if (known === undefined) uses.set(literal, [use]);
          else known.push(use);
        }
      });
    });
    this.literals = [...uses.keys()];
    this.subjectsOf = [...uses.values()].map((list) => Int32Array.from(list, ({ subject }) => subject));
    this.bitsOf = [...uses.values()].map((list) => Int32Array.from(list, ({ bit }) => bit));
    this.all = Int32Array.from(chosen, ({ lookedFor }) => 2 ** lookedFor.length - 1);
    this.seen = new Int32Array(chosen.length);
    this.wakes = Uint8Array.from(subjects, ({ wakes }) => (wakes ? 1 : 0));
    this.confirmation = new Confirmation(chosen.map(({ confirming }) => confirming));
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

  /** The needle is in the line at hand: adds the subjects that are found by it. Hot. */
  find(needle: number, found: Numbers): void {
    const { all, seen, touched } = this;
    const subjects = this.subjectsOf[needle] as Int32Array;
    const bits = this.bitsOf[needle] as Int32Array;
    for (let index = 0; index < subjects.length; index++) {
      const subject = subjects[index] as number;
      const before = seen[subject] as number;
      const now = before | (bits[index] as number);
      if (now === before) continue;
      if (before === 0) touched.add(subject);
      seen[subject] = now;
      if (now === all[subject]) found.add(subject);
    }
  }

  /** The line at hand is over. Whether some subject that was found in it wakes. */
  endLine(found: Numbers): boolean {
    const { seen, touched, wakes } = this;
    for (let index = 0; index < touched.count; index++) seen[touched.values[index] as number] = 0;
    touched.clear();
    for (let index = 0; index < found.count; index++) if (wakes[found.values[index] as number] === 1) return true;
    return false;
  }

  /** Takes from `found` what the line from `from` to before `end` turns out to lack. Whether some subject that is left wakes. */
  confirm(found: Numbers, bytes: Uint8Array, from: number, end: number): boolean {
    const { confirmation, wakes } = this;
    const { values, count } = found;
    let wakesSome = false;
    let kept = 0;
    for (let index = 0; index < count; index++) {
      const subject = values[index] as number;
      if (!confirmation.confirms(subject, bytes, from, end)) continue;
      values[kept++] = subject;
      if (wakes[subject] === 1) wakesSome = true;
    }
    found.count = kept;
    return wakesSome;
  }
}

export function isLong(literal: string): boolean {
  return literal.length >= Q_GRAM_LITERAL_MIN;
}
