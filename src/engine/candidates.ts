/**
 * The rules that the current event is tried on, as bits in the order of rules:
 *
 *   rules of     file 0                 file 1 (its first word begins anew)
 *   number       0 1 2 3 ... 31 | 32 .. | 64 ...
 *   hit          . 1 . . .... 1 | . ..  | .        literals that the scan found in the line
 *   steady       1 . . . .... . | . ..  | 1        rules that see every line; running Pair rules
 *                -------------------------
 *   tried        0 1            31        64
 *   filled       words 0, 2: where there are bits at all
 *
 * Contract: a rule that is left out would not have matched the event, and trying it would
 * have changed nothing. A rule too many costs time only, one too few is wrong: a Pair rule
 * whose second pattern has no literal must be tried while one of its operations runs, though
 * its first pattern's literal is not there.
 *
 * Without candidates an event is tried on all rules, by the same code: that is the
 * specification, and what the fast way is compared with (fuzz/prefilter.ts).
 */
import type { Seconds } from "../base/seconds.js";
import { Block, Numbers, type Scanner } from "../patterns/prefilter/index.js";
import type { Rule } from "../rules/ast.js";
import { contextHolds } from "./context-expression.js";
import type { Core } from "./core.js";
import type { LineHits } from "./face.js";
import type { LoadedFile } from "./loaded-file.js";
import { values as noValues } from "./operations/condition.js";
import { RuleInterests, WORD } from "./rule-interests.js";
import { WarmUp } from "./warm-up.js";

const TEXT_ROOM = 1024;
/** Longer texts that were not scanned as input are tried on all rules. */
const TEXT_MAX = 1024 * 1024;

/** How many rules a file has, and where their bits begin. */
type RulesInBits = Pick<LoadedFile, "firstWord"> & { readonly rules: { readonly length: number } };

export class Candidates {
  readonly interests: RuleInterests;
  private readonly core: Core;
  private readonly scanner: Scanner | null;
  /** The current event is tried on all rules. */
  private all = true;
  private readonly hit: Int32Array;
  /** Words of `hit` that are not 0. */
  private readonly touched = new Numbers();
  private readonly steady: Int32Array;
  /** A bit for each word that is not 0 in `hit` or `steady`: with thousands of rules there are hundreds. */
  private readonly filled: Int32Array;
  /** Bits in `steady` that running operations put there, of rules that see the inputs. */
  private running = 0;
  /** Some pattern looks at several lines. */
  private readonly hasReach: boolean;
  /** For texts that come as strings. */
  private readonly block = new Block(TEXT_ROOM);
  private readonly found = new Numbers();
  private warmUp: WarmUp | null = null;

  constructor(core: Core) {
    this.core = core;
    this.interests = new RuleInterests(core.files);
    this.scanner = this.interests.scanner;
    this.hit = new Int32Array(this.interests.words);
    this.steady = new Int32Array(this.interests.words);
    this.filled = new Int32Array(Math.ceil(this.interests.words / WORD));
    for (const number of this.interests.always) {
      set(this.steady, number);
      set(this.filled, number >>> 5);
    }
    for (const rule of this.interests.whileRunning.keys()) this.noteOperations(rule);
    this.hasReach = this.interests.severalLines.length > 0;
    core.buffers.forgetReach();
  }

  /** The next rule of the file to be tried, from `index` on; the number of its rules when there is none. */
  next({ rules: { length }, firstWord: first }: RulesInBits, index: number): number {
    if (this.all || index >= length) return index;
    const { hit, steady } = this;
    const end = first + Math.ceil(length / WORD);
    let word = first + (index >>> 5);
    let bits = ((hit[word] as number) | (steady[word] as number)) & (-1 << (index & (WORD - 1)));
    if (bits === 0) {
      word = this.nextFilled(word + 1, end);
      if (word >= end) return length;
      bits = (hit[word] as number) | (steady[word] as number);
    }
    return (word - first) * WORD + (31 - Math.clz32(bits & -bits));
  }

  /** The first word from `word` on that has bits; `end` or a word behind it when none before it has. */
  private nextFilled(word: number, end: number): number {
    const { filled } = this;
    if (word >= end) return end;
    let at = word >>> 5;
    let bits = (filled[at] as number) & (-1 << (word & (WORD - 1)));
    while (bits === 0) {
      if (++at * WORD >= end) return end;
      bits = filled[at] as number;
    }
    return at * WORD + (31 - Math.clz32(bits & -bits));
  }

  /** Notes whether the word has bits. */
  private fill(word: number): void {
    if (((this.hit[word] as number) | (this.steady[word] as number)) !== 0) set(this.filled, word);
    else unset(this.filled, word);
  }

  /** The current event is tried on all rules. */
  takeAll(): void {
    this.all = true;
    if (!this.hasReach) return;
    const { reach, size } = this.core.buffers;
    reach.moveOn(this.interests.linesOf);
    reach.forget(size - 1);
  }

  /** The current event is a line in which a scan has found literals. */
  takeHits(hits: LineHits): void {
    // Found for another rule set.
    if (hits.scanner !== this.scanner) {
      this.takeAll();
      return;
    }
    this.begin();
    const { values, count } = hits.subjects;
    for (let index = 0; index < count; index++) this.addSubject(values[index] as number, 0);
  }

  /** The files as they are tried, once they know where their bits begin. */
  getReady(files: readonly LoadedFile[]): void {
    this.warmUp = WarmUp.of(files);
  }

  /** Subjects of lines to come. */
  expect(subjects: Int32Array, from: number, to: number): void {
    this.warmUp?.run(subjects, from, to, this.interests.ruleOf);
  }

  /** The current event is a text that was not scanned. */
  takeText(text: string): void {
    if (text.length > TEXT_MAX) {
      this.takeAll();
      return;
    }
    this.begin();
    this.addText(text, 0);
  }

  /** rewrite: `lines` are the last ones of the current buffer now. */
  rewritten(lines: readonly string[]): void {
    if (this.all || lines.some(({ length }) => length > TEXT_MAX)) {
      this.all = true;
      if (this.hasReach) this.core.buffers.reach.forget(this.core.buffers.size - 1);
      return;
    }
    lines.forEach((line, index) => {
      this.addText(line, lines.length - 1 - index);
    });
  }

  /** The rule has been tried: it may have an operation now, or none any more. */
  noteOperations(rule: Rule): void {
    const known = this.interests.whileRunning.get(rule);
    if (known === undefined) return;
    const { number, isOnInput } = known;
    const runs = this.core.operations.hasAny(rule);
    const bit = 1 << (number & (WORD - 1));
    const wasNoted = ((this.steady[number >>> 5] as number) & bit) !== 0;
    if (runs === wasNoted) return;
    this.steady[number >>> 5] = (this.steady[number >>> 5] as number) ^ bit;
    this.fill(number >>> 5);
    if (isOnInput) this.running += runs ? 1 : -1;
  }

  /** A line of the input that has no literal of a rule that sees it would be tried in vain. */
  skips(source: string, now: Seconds): boolean {
    const { core, interests } = this;
    const { gates } = interests;
    if (interests.ungated > 0 || this.running > 0) return false;
    if (this.hasReach && core.buffers.isWithinReach(source)) return false;
    if ((interests.whenOverdue.length > 0 || gates.length > 0) && this.isOverdue(now)) return false;
    // Internal contexts exist only while a line is matched.
    if (gates.length > 0 && core.settings.intcontexts) return false;
    for (const gate of gates) if (contextHolds(gate, noValues(null, core), core)) return false;
    return true;
  }

  /** The rules of the current event, in order: for views. */
  *rules(): IterableIterator<Rule> {
    for (const file of this.core.files) {
      const { length } = file.rules;
      const at = { rules: { length }, firstWord: this.interests.firstWord.get(file) as number };
      for (let index = this.next(at, 0); index < length; index = this.next(at, index + 1)) {
        yield file.rules[index] as Rule;
      }
    }
  }

  private begin(): void {
    const { core, interests } = this;
    const { touched, hit } = this;
    for (let index = 0; index < touched.count; index++) {
      const word = touched.values[index] as number;
      hit[word] = 0;
      this.fill(word);
    }
    touched.clear();
    this.all = false;
    if (interests.whenOverdue.length > 0 && this.isOverdue(core.now)) {
      for (const number of interests.whenOverdue) this.addRule(number);
    }
    if (!this.hasReach) return;
    const { reach } = core.buffers;
    reach.moveOn(interests.linesOf);
    if (reach.isUnknown) for (const number of interests.severalLines) this.addRule(number);
    for (const subject of reach.subjects) this.addRule(interests.ruleOf[subject] as number);
  }

  /** `age`: the text is so many lines before the last one. */
  private addText(text: string, age: number): void {
    const { block, found, scanner } = this;
    if (scanner === null) return;
    found.clear();
    scanner.findInText(text, block, found);
    for (let index = 0; index < found.count; index++) this.addSubject(found.values[index] as number, age);
  }

  private addSubject(subject: number, age: number): void {
    const lines = this.interests.linesOf[subject] as number;
    if (age >= lines) return;
    this.addRule(this.interests.ruleOf[subject] as number);
    if (lines > 1) this.core.buffers.reach.hit(subject, age);
  }

  private addRule(number: number): void {
    const word = number >>> 5;
    if (this.hit[word] === 0) {
      this.touched.add(word);
      set(this.filled, word);
    }
    set(this.hit, number);
  }

  private isOverdue(now: Seconds): boolean {
    const { contexts, operations } = this.core;
    return isPast(contexts.earliestDeadline, now) || isPast(operations.earliestDeadline, now);
  }
}

function set(bits: Int32Array, number: number): void {
  bits[number >>> 5] = (bits[number >>> 5] as number) | (1 << (number & (WORD - 1)));
}

function unset(bits: Int32Array, number: number): void {
  bits[number >>> 5] = (bits[number >>> 5] as number) & ~(1 << (number & (WORD - 1)));
}

function isPast(deadline: Seconds | null, now: Seconds): boolean {
  return deadline !== null && deadline <= now;
}
