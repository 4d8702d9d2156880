/**
 * Looks for the required literals of all patterns in blocks of input (regexp/literals.ts).
 *
 * Of the sets of literals that a pattern offers the rarest is looked for, and one or two more
 * where that is not rare. What is rare shows in the traffic: the first block that is large enough is
 * scanned for all literals, and each pattern's choice is made anew. When lines that are hit
 * become more frequent than they were in that sample, there is a new sample.
 *
 * Contract: in a line that a subject's pattern matches the subject is found. The reverse
 * does not hold: a subject is found in lines that the pattern then does not match. A filter that
 * reports all lines is right, and slow; one that forgets a line is wrong.
 */
import type { LiteralSet } from "../../regexp/literals.js";
import type { Block } from "./block.js";
import { Choice, type ChosenSets, EVERY_LINE, isLong, type Subject } from "./choice.js";
import type { Numbers } from "./hits.js";
import { commonnessOf, findLineEnds } from "./q-grams.js";
import { LINE_BYTES, probabilityOfSet } from "./rarity.js";
import { ShapeScanner } from "./shapes/index.js";

const NEWLINE = 10;
/** Bytes of a sample, at least. */
const SAMPLE_MIN = 16_384;
/** Lines after which a choice may prove wrong; doubled with each new one. */
const TRIAL_LINES = 8192;
/** Hits per line that are no reason for a new choice. */
const HARMLESS_RATE = 0.02;
/** What short literals cost, as hits per line: an automaton then looks at every byte. */
const SHORT_COST = 2;
/** Found in so few lines, a subject needs no second set; sets that are in so many lines tell too little. */
const RARE = 0.0005;
const TELLING_MAX = 0.3;
/** Of subjects that are as frequent as this, some are taken to be in every line: their patterns tell as quickly that they are not. */
const FREQUENT = 0.75;
/** The same for short ones, for whose sake every byte is looked at. */
const FREQUENT_SHORT = 0.6;
const FREQUENT_MAX = 3;
/** Sets of a subject that are looked for together. */
const TOGETHER_MAX = 3;
/** Sets of a subject that are looked for where it is found. */
const CONFIRMING_MAX = 2;

export class Scanner {
  readonly subjects: readonly Subject[];
  /** Null: no subject has a shape. */
  private readonly shapes: ShapeScanner | null;
  /** What blocks are scanned for at present. */
  choice: Choice;
  private trained = false;
  /** Hits per line that the present choice promised, and what it has brought. */
  private promisedRate = 0;
  private lines = 0;
  private hits = 0;
  private trialLines = TRIAL_LINES;

  constructor(subjects: readonly Subject[]) {
    this.subjects = subjects;
    const shaped = subjects.flatMap(({ shape }, subject) => (shape === null ? [] : [{ shape, subject }]));
    this.shapes = shaped.length === 0 ? null : new ShapeScanner(shaped);
    this.choice = this.choose((set) => LINE_BYTES * probabilityOfSet(set), null);
  }

  /** Scans whole lines, from where one begins to behind a newline, and adds what is found to the block's findings. */
  scan(block: Block, from: number, to: number): void {
    const isFirst = block.ends.count === 0;
    if (isFirst && to - from >= SAMPLE_MIN && (!this.trained || this.isWrong())) this.train(block, from, to);
    const { choice } = this;
    const { ends, long, short } = block;
    const lines = ends.count;
    if (choice.findsAll) {
      findLineEnds(block.words, block.bytes, from, to, ends);
      block.found.isAll = true;
      this.lines += ends.count - lines;
      return;
    }
    block.clearHits();
    choice.scan(block, from, to);
    this.shapes?.scan(block, lines, from);
    choice.digest(block, lines, from);
    this.lines += ends.count - lines;
    this.hits += long.count + short.count;
  }

  /** Adds the subjects that are found in one text, which may have newlines in it; `block` is for the scanner's use. */
  findInText(text: string, block: Block, found: Numbers): void {
    const { choice, shapes } = this;
    const { length } = text;
    block.clear();
    block.grow(length + 1);
    for (let at = 0; at < length; at++) block.bytes[at] = text.charCodeAt(at);
    block.bytes[length] = NEWLINE;
    choice.scan(block, 0, length + 1);
    for (const { needles } of [block.long, block.short]) {
      for (let index = 0; index < needles.count; index++) choice.see(needles.values[index] as number);
    }
    choice.endLine(found, 0);
    if (shapes === null) return;
    // Shapes are those of lines.
    if (block.ends.count > 1) shapes.findAll(found);
    else {
      shapes.scan(block, 0, 0);
      for (let index = 0; index < block.shaped.count; index++) found.add(block.shaped.needles.values[index] as number);
    }
  }

  private isWrong(): boolean {
    if (this.lines < this.trialLines) return false;
    // What is not looked for cannot be seen to become rare: it takes a new sample.
    const wrong = this.choice.takesForGranted || this.hits / this.lines > 2 * this.promisedRate + HARMLESS_RATE;
    this.lines = 0;
    this.hits = 0;
    return wrong;
  }

  private train(block: Block, from: number, to: number): void {
    if (this.trained) this.trialLines *= 2;
    this.trained = true;
    const all = new Choice(
      this.subjects,
      this.subjects.map(({ sets }) => ({ lookedFor: sets.length === 0 ? [] : [sets.flat()], confirming: [] })),
      null,
    );
    block.clear();
    all.scan(block, from, to);
    const counts = new Map<string, number>();
    for (const { needles } of [block.long, block.short]) {
      for (let at = 0; at < needles.count; at++) {
        const literal = all.literals[needles.values[at] as number] as string;
        counts.set(literal, (counts.get(literal) ?? 0) + 1);
      }
    }
    const lines = Math.max(1, block.ends.count);
    block.clear();
    const rate = (set: LiteralSet) => set.reduce((sum, text) => sum + (counts.get(text) ?? 0), 0) / lines;
    this.choice = this.choose(rate, commonnessOf(block.words, from, to));
    this.promisedRate = this.choice.literals.reduce((sum, text) => sum + (counts.get(text) ?? 0), 0) / lines;
    this.lines = 0;
    this.hits = 0;
  }

  private choose(rate: (set: LiteralSet) => number, commonness: ReadonlyMap<number, number> | null): Choice {
    // Where some subject has nothing longer, an automaton looks at every byte anyhow.
    const shortCost = this.subjects.some(hasOnlyShort) ? 0 : SHORT_COST;
    const cost = (set: LiteralSet) => rate(set) + probabilityOfSet(set) + (isShort(set) ? shortCost : 0);
    const chosen = this.subjects.map((subject) => chooseSets(subject, rate, cost));
    if (this.trained) for (const subject of mostFrequent(chosen, rate)) chosen[subject] = EVERY_LINE;
    return new Choice(this.subjects, chosen, commonness);
  }
}

/** Subjects that are hardly looked for: they are in most lines. */
function mostFrequent(chosen: readonly ChosenSets[], rate: (set: LiteralSet) => number): number[] {
  const rates = chosen.map(({ lookedFor }) => (lookedFor.length === 0 ? 0 : Math.min(...lookedFor.map(rate))));
  return [...rates.keys()]
    .filter((subject) => (rates[subject] as number) >= limitOf(chosen[subject] as ChosenSets))
    .sort((a, b) => (rates[b] as number) - (rates[a] as number))
    .slice(0, FREQUENT_MAX);
}

function limitOf({ lookedFor }: ChosenSets): number {
  return lookedFor.some(isShort) ? FREQUENT_SHORT : FREQUENT;
}

/** The rarest set, and more where that is not rare; none for a subject that is looked for by its shape. */
function chooseSets(
  { sets, lines }: Subject,
  rate: (set: LiteralSet) => number,
  cost: (set: LiteralSet) => number,
): ChosenSets {
  const byCost = sets.map((set) => ({ set, cost: cost(set) })).sort((a, b) => a.cost - b.cost);
  const lookedFor: LiteralSet[] = [];
  const confirming: LiteralSet[] = [];
  let expected = 1;
  for (const { set } of byCost) {
    if (lines > 1 && lookedFor.length > 0) break;
    const own = rate(set);
    const tells = own <= TELLING_MAX && ![...lookedFor, ...confirming].some((other) => overlap(other, set));
    const isWanted = expected >= RARE && lookedFor.length < TOGETHER_MAX && !isShort(set);
    if (lookedFor.length > 0 && !tells) continue;
    if (lookedFor.length === 0 || isWanted) lookedFor.push(set);
    else if (confirming.length < CONFIRMING_MAX) confirming.push(set);
    expected *= own;
  }
  return { lookedFor, confirming };
}

/** The one says nothing that the other does not say: they come from the same part of the pattern. */
function overlap(one: LiteralSet, other: LiteralSet): boolean {
  return one.some((a) => other.some((b) => a.includes(b) || b.includes(a)));
}

function isShort(set: LiteralSet): boolean {
  return !set.every(isLong);
}

function hasOnlyShort({ sets }: Subject): boolean {
  return sets.length > 0 && sets.every(isShort);
}
