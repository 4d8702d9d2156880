/**
 * What needles lead to. A subject that is looked for by several of its sets is found in a line when
 * a needle of each is there. The first set, which is the rarest one, leads to the subject; then the
 * others are asked for, among the needles that the line has:
 *
 *   needle           leads to                              needles of the line: " opened: ", "]: session "
 *   " opened: "      subject 4, if also "]: session "      found
 *                    subject 9, if also "]: queue "        not found
 *   "]: session "    nothing
 *
 * With thousands of rules even the rarest leads to hundreds. Where a needle leads to more subjects
 * than the line has needles, these are looked up, each as a pair with it:
 *
 *   needle           with             leads to
 *   " opened: "      "]: session "    subject 4
 *   " opened: "      "]: queue "      subject 9
 */
import type { LiteralSet } from "../../regexp/literals.js";
import type { Numbers } from "./hits.js";

/** A lookup of a pair costs as much as that many elements of a list. */
const LOOKUP_COST = 8;
/** A subject whose second set has more literals than that is not entered in pairs with each. */
const SECOND_SET_MAX = 16;

/** Of a pair: its two needles, and where its records are, in words. */
const PAIR = 4;
const NOTHING = -1;

/** A subject that a needle leads to, and of which other sets needles must be there. */
interface Lead {
  readonly subject: number;
  readonly conditions: readonly (readonly number[])[];
}

export class Leads {
  /**
   * Records in a row. A record is its length, a subject, and for each further set of the subject
   * the number of its needles and these.
   */
  private readonly records: Int32Array;
  /** Two by needle: its records without conditions begin at the first, those that pairs have, too, at the second. */
  private readonly firsts: Int32Array;
  /** Pairs, of which each is two needles and its records, with the conditions that are left. */
  private readonly pairs: Int32Array;
  /** By hash, where pairs are; small, since most of them are not there. */
  private readonly slots: Int32Array;
  private readonly shift: number;
  /** The line at hand, as a number that is its own. */
  private line = 1;
  /** By needle, by subject: in which line it was last found. */
  private readonly needleSeen: Int32Array;
  private readonly subjectFound: Int32Array;

  /** `lookedFor` has the sets of each subject; needles are the places of their literals in `literals`. */
  constructor(lookedFor: readonly (readonly LiteralSet[])[], literals: readonly string[]) {
    const byNeedle = leadsByNeedle(lookedFor, literals);
    const records: number[] = [];
    this.firsts = new Int32Array(2 * literals.length + 1);
    for (const [needle, leads] of byNeedle.entries()) {
      this.firsts[2 * needle] = records.length;
      for (const lead of leads) if (!isPaired(lead)) addRecord(records, lead);
      this.firsts[2 * needle + 1] = records.length;
      for (const lead of leads) if (isPaired(lead)) addRecord(records, lead);
    }
    this.firsts[2 * literals.length] = records.length;
    const pairs = pairsOf(byNeedle);
    const bits = Math.ceil(Math.log2(2 * pairs.length + 1));
    this.shift = 32 - bits;
    this.slots = new Int32Array(1 << bits).fill(NOTHING);
    this.pairs = new Int32Array(PAIR * pairs.length);
    for (const [index, { needle, other, leads }] of pairs.entries()) {
      const first = records.length;
      for (const lead of leads) addRecord(records, lead);
      this.pairs.set([needle, other, first, records.length], index * PAIR);
      this.slots[this.slotOf(needle, other)] = index * PAIR;
    }
    this.records = Int32Array.from(records);
    this.needleSeen = new Int32Array(literals.length);
    this.subjectFound = new Int32Array(lookedFor.length);
  }

  /** Whether the needle is new in the line at hand. Hot. */
  see(needle: number): boolean {
    if (this.needleSeen[needle] === this.line) return false;
    this.needleSeen[needle] = this.line;
    return true;
  }

  /** The line at hand, which has these needles, is over: adds the subjects that are found in it. Hot. */
  endLine(needles: Numbers, found: Numbers): void {
    const { firsts } = this;
    const { values, count } = needles;
    for (let index = 0; index < count; index++) {
      const needle = values[index] as number;
      const first = firsts[2 * needle] as number;
      const paired = firsts[2 * needle + 1] as number;
      const end = firsts[2 * needle + 2] as number;
      if (end - paired <= LOOKUP_COST * count) {
        this.follow(first, end, found);
        continue;
      }
      this.follow(first, paired, found);
      for (let other = 0; other < count; other++) {
        const pair = this.slots[this.slotOf(needle, values[other] as number)] as number;
        if (pair !== NOTHING) this.follow(this.pairs[pair + 2] as number, this.pairs[pair + 3] as number, found);
      }
    }
    this.line = (this.line + 1) | 0;
    // All numbers were used once: what was seen long ago must not count for this line.
    if (this.line === 0) this.forgetLines();
  }

  /** Adds the subjects of the records at `first` to before `end`, where needles of all their sets were seen. */
  private follow(first: number, end: number, found: Numbers): void {
    const { records, subjectFound, line } = this;
    for (let at = first; at < end; at += records[at] as number) {
      const subject = records[at + 1] as number;
      if (!this.hasAll(at) || subjectFound[subject] === line) continue;
      subjectFound[subject] = line;
      found.add(subject);
    }
  }

  /** Whether the line at hand has a needle of each set of the record. */
  private hasAll(record: number): boolean {
    const { records, needleSeen, line } = this;
    const last = record + (records[record] as number);
    for (let at = record + 2; at < last; ) {
      const end = at + 1 + (records[at] as number);
      for (at++; at < end && needleSeen[records[at] as number] !== line; ) at++;
      if (at === end) return false;
      at = end;
    }
    return true;
  }

  /** Where the pair is, or would be. */
  private slotOf(needle: number, other: number): number {
    const { pairs, slots } = this;
    const mask = slots.length - 1;
    for (let slot = (Math.imul(needle, 0x9e3779b1) ^ Math.imul(other, 0x85ebca6b)) >>> this.shift; ; ) {
      const pair = slots[slot] as number;
      if (pair === NOTHING || (pairs[pair] === needle && pairs[pair + 1] === other)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private forgetLines(): void {
    this.needleSeen.fill(0);
    this.subjectFound.fill(0);
    this.line = 1;
  }
}

/** By needle, what it leads to. */
function leadsByNeedle(lookedFor: readonly (readonly LiteralSet[])[], literals: readonly string[]): Lead[][] {
  const needles = new Map(literals.map((literal, needle) => [literal, needle]));
  const needlesOf = (set: LiteralSet) => [...new Set(set)].map((literal) => needles.get(literal) as number);
  const leads: Lead[][] = literals.map(() => []);
  for (const [subject, [first = [], ...others]] of lookedFor.entries()) {
    const conditions = others.map(needlesOf);
    for (const needle of needlesOf(first)) leads[needle]?.push({ subject, conditions });
  }
  return leads;
}

interface Pair {
  readonly needle: number;
  readonly other: number;
  readonly leads: Lead[];
}

function pairsOf(byNeedle: readonly (readonly Lead[])[]): Pair[] {
  return byNeedle.flatMap((leads, needle) => {
    const pairs = new Map<number, Pair>();
    for (const { subject, conditions } of leads.filter(isPaired)) {
      const [second = [], ...left] = conditions;
      for (const other of second) {
        const pair = pairs.get(other) ?? { needle, other, leads: [] };
        pair.leads.push({ subject, conditions: left });
        pairs.set(other, pair);
      }
    }
    return [...pairs.values()];
  });
}

function isPaired({ conditions: [second] }: Lead): boolean {
  return second !== undefined && second.length <= SECOND_SET_MAX;
}

function addRecord(records: number[], { subject, conditions }: Lead): void {
  const sets = conditions.flatMap((needles) => [needles.length, ...needles]);
  records.push(2 + sets.length, subject, ...sets);
}
