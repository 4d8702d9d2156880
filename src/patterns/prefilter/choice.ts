/**
 * Which of its required literals stand for each subject, and the automata that look for them.
 *
 * One set of literals is often not telling: a thousand rules may all name the same ten programs.
 * So a subject may be looked for by several of its sets, and is found in a line when a literal of
 * each is there (leads.ts).
 */
import type { LiteralSet } from "../../regexp/literals.js";
import { Automaton } from "./automaton.js";
import type { Block } from "./block.js";
import { Confirmation } from "./confirmation.js";
import { Q_GRAM_LITERAL_MIN } from "./gram-table.js";
import { type Hits, Numbers } from "./hits.js";
import type { Kernel } from "./kernel/kernel.js";
import { Leads } from "./leads.js";
import { findLineEnds, QGrams } from "./q-grams.js";
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

/** Of a subject that nothing is looked for: it is found in every line. */
export const EVERY_LINE: ChosenSets = { lookedFor: [], confirming: [] };

export class Choice {
  readonly literals: readonly string[];
  /** Some subjects are found in every line without being looked for. */
  readonly takesForGranted: boolean;
  /** Nothing is looked for: every line is one that all subjects are found in, and wakes. */
  readonly findsAll: boolean;
  private readonly wakes: Uint8Array;
  private readonly qGrams: QGrams | null;
  private readonly automaton: Automaton | null;
  private readonly leads: Leads;
  /** Subjects that are found in every line. */
  private readonly always: readonly number[];
  /** The needles of the line at hand, each once. */
  private readonly needles = new Numbers();
  private readonly confirmation: Confirmation;

  /** `chosen` has the sets of each subject. */
  constructor(
    subjects: readonly Subject[],
    chosen: readonly ChosenSets[],
    commonness: ReadonlyMap<number, number> | null,
  ) {
    this.literals = [...new Set(chosen.flatMap(({ lookedFor }) => lookedFor.flat()))];
    this.leads = new Leads(
      chosen.map(({ lookedFor }) => lookedFor),
      this.literals,
    );
    this.wakes = Uint8Array.from(subjects, ({ wakes }) => (wakes ? 1 : 0));
    this.always = [...chosen.keys()].filter((subject) => chosen[subject] === EVERY_LINE);
    this.takesForGranted = chosen.includes(EVERY_LINE);
    this.findsAll =
      subjects.some(({ wakes }) => wakes) &&
      subjects.every(({ lines }, subject) => lines === 1 && chosen[subject] === EVERY_LINE);
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
    let kernel: Kernel | null = null;
    if (this.qGrams === null) findLineEnds(words, bytes, from, to, ends);
    else kernel = this.qGrams.scan(words, bytes, from, to, ends, long);
    this.confirmation.ask(kernel);
    this.automaton?.scan(bytes, from, to, short);
  }

  /** What was found in lines from number `first` on, of which the first begins at `from`, says which subjects these have. Hot. */
  digest(block: Block, first: number, from: number): void {
    const { ends, long, short, shaped, found } = block;
    const { subjects } = found;
    let [inLong, inShort, inShaped] = [0, 0, 0];
    for (let line = first; line < ends.count; line++) {
      if (this.always.length === 0) {
        const place = Math.min(placeOf(long, inLong), placeOf(short, inShort), placeOf(shaped, inShaped));
        if (place === NOWHERE) return;
        while ((ends.values[line] as number) < place) line++;
      }
      const end = ends.values[line] as number;
      for (; placeOf(long, inLong) < end; inLong++) this.see(long.needles.values[inLong] as number);
      for (; placeOf(short, inShort) < end; inShort++) this.see(short.needles.values[inShort] as number);
      const own = subjects.count;
      // They are placed at the end.
      for (; placeOf(shaped, inShaped) <= end; inShaped++) subjects.add(shaped.needles.values[inShaped] as number);
      let wakes = this.endLine(subjects, own);
      if (wakes) {
        const start = line === first ? from : (ends.values[line - 1] as number) + 1;
        wakes = this.confirm(subjects, own, block, start, end);
      }
      if (subjects.count > own) found.endLine(line, own, wakes);
    }
  }

  /** The needle is in the line at hand. Hot, as is endLine(). */
  see(needle: number): void {
    if (this.leads.see(needle)) this.needles.add(needle);
  }

  /** The line at hand is over: adds the subjects that are found in it to those of its shape, which begin at `own`. Whether some of them wakes. */
  endLine(found: Numbers, own: number): boolean {
    const { always, wakes } = this;
    for (let index = 0; index < always.length; index++) found.add(always[index] as number);
    this.leads.endLine(this.needles, found);
    this.needles.clear();
    for (let index = own; index < found.count; index++) {
      if (wakes[found.values[index] as number] === 1) return true;
    }
    return false;
  }

  /** Takes from `found`, from `own` on, what the line from `from` to before `end` turns out to lack. Whether some subject that is left wakes. */
  private confirm(found: Numbers, own: number, block: Block, from: number, end: number): boolean {
    const { confirmation, wakes } = this;
    const { values, count } = found;
    let wakesSome = false;
    let kept = own;
    for (let index = own; index < count; index++) {
      const subject = values[index] as number;
      if (!confirmation.confirms(subject, block, from, end)) continue;
      values[kept++] = subject;
      if (wakes[subject] === 1) wakesSome = true;
    }
    found.count = kept;
    return wakesSome;
  }
}

const NOWHERE = Number.POSITIVE_INFINITY;

function placeOf({ places }: Hits, index: number): number {
  return index < places.count ? (places.values[index] as number) : NOWHERE;
}

export function isLong(literal: string): boolean {
  return literal.length >= Q_GRAM_LITERAL_MIN;
}
