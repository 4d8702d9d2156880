/** The rules of a rule set by number, and what each of them is interested in. Immutable. */
import { Scanner, SHAPES_MIN, type Subject } from "../patterns/prefilter/index.js";
import type { ContextField, Rule, RuleFile } from "../rules/ast.js";
import { fillersOf, type Interest, interestOf, wantedBy } from "./interest.js";

/** Rules of one word of bits. */
export const WORD = 32;
/** Rules that see every line and whose contexts are asked before a line is skipped. */
const GATES_MAX = 16;

interface Known {
  readonly rule: Rule;
  readonly number: number;
  readonly interest: Interest;
  /** Lines of inputs come to it without a Jump. */
  readonly isOnInput: boolean;
}

export class RuleInterests {
  /** Words of bits: each file begins with one of its own. */
  readonly words: number;
  readonly firstWord: ReadonlyMap<RuleFile, number>;
  /** Looks for the literals of all rules; null: there are none. */
  readonly scanner: Scanner | null;
  /** By subject of the scanner: the number of its rule, and how many lines its pattern looks at. */
  readonly ruleOf: Int32Array;
  readonly linesOf: Int32Array;
  /** Numbers of rules with patterns that look at several lines, and have literals. */
  readonly severalLines: readonly number[];
  /** Numbers of rules that see every line. */
  readonly always: readonly number[];
  /** Pair rules that see every line while one of their operations runs. */
  readonly whileRunning: ReadonlyMap<Rule, { readonly number: number; readonly isOnInput: boolean }>;
  /** Numbers of rules whose trial ends what is overdue. */
  readonly whenOverdue: readonly number[];
  /** Rules that see every line of the inputs; those whose gate is shut match none. */
  readonly ungated: number;
  readonly gates: readonly ContextField[];
  /** Every rule is tried on every line anyway. */
  readonly leaveNothingOut: boolean;

  constructor(files: readonly RuleFile[]) {
    const interestIn = interestsOf(files);
    const firstWord = new Map<RuleFile, number>();
    const rules: Known[] = [];
    let words = 0;
    for (const file of files) {
      firstWord.set(file, words);
      for (const [index, rule] of file.rules.entries()) {
        const interest = interestIn(rule);
        rules.push({ rule, number: words * WORD + index, interest, isOnInput: file.procallin });
      }
      words += Math.ceil(file.rules.length / WORD);
    }
    this.words = words;
    this.firstWord = firstWord;
    const having = (has: (interest: Interest) => boolean) => rules.filter(({ interest }) => has(interest));
    const always = having((interest) => interest.always);
    this.always = always.map(({ number }) => number);
    this.whileRunning = new Map(having((interest) => interest.whileRunning).map((known) => [known.rule, known]));
    this.whenOverdue = having((interest) => interest.whenOverdue).map(({ number }) => number);
    const onInput = always.filter(({ isOnInput }) => isOnInput);
    this.gates = onInput.flatMap(({ interest: { gate } }) => (gate === null ? [] : [gate])).slice(0, GATES_MAX);
    this.ungated = onInput.length - this.gates.length;
    this.leaveNothingOut = always.length === rules.length && this.ungated > 0 && this.gates.length === 0;
    const subjects = rules.flatMap(({ interest, number, isOnInput }) =>
      interest.wanted.map(({ sets, shape, lines }) => ({ sets, shape, lines, number, wakes: isOnInput || lines > 1 })),
    );
    this.ruleOf = Int32Array.from(subjects, ({ number }) => number);
    this.linesOf = Int32Array.from(subjects, ({ lines }) => lines);
    this.severalLines = subjects.filter(({ lines }) => lines > 1).map(({ number }) => number);
    this.scanner = subjects.length === 0 ? null : new Scanner(subjects satisfies readonly Subject[]);
  }
}

/** With the shapes of lines, where there are enough of them. */
function interestsOf(files: readonly RuleFile[]): (rule: Rule) => Interest {
  const rules = files.flatMap((file) => file.rules);
  const fillers = fillersOf(rules);
  const [byLiterals, byShapes] = [wantedBy(fillers, false), wantedBy(fillers, true)];
  const shapes = new Set(
    rules.flatMap((rule) => interestOf(rule, byLiterals, byShapes).wanted.flatMap(({ shape }) => shape ?? [])),
  );
  const wanted = shapes.size < SHAPES_MIN ? byLiterals : byShapes;
  return (rule) => interestOf(rule, byLiterals, wanted);
}
