/** What V8 runs for an expression, and how its results are read. */
import { alphabetOf, beginsAtStart, KEEP } from "./analysis.js";
import { type Expression, everyNode, type UnsupportedExpression } from "./ast.js";
import { ANY_BYTE } from "./byte-set.js";
import { otherCase, withBothCases } from "./character-rules.js";
import { effortOf, lengthFor } from "./effort.js";
import { generate } from "./generate.js";
import { execGuarded, hasLinearEngine } from "./guard.js";
import { relaxedRegExp } from "./relaxed.js";
import { again, ahead, capture, notAhead, repeat, Slot, sequence, setOf, type Target } from "./target.js";
import { translate } from "./translate/index.js";
import { type Translation, TranslationStop, type Variant } from "./translate/translation.js";
import type { HasTree } from "./tree.js";

/** A V8 expression and where to find Perl's groups in its results. */
export interface Program {
  readonly regexp: RegExp;
  /** By Perl's group, V8's groups that have its value: the first that is set counts. */
  readonly groups: readonly (readonly number[])[];
  /** V8's groups that hold the rest of the subject from a `\K` on. */
  readonly keeps: readonly number[];
  /** Perl's groups are V8's first groups. */
  readonly isPlain: boolean;
  /** Longer subjects are matched under the guard. A small integer, which V8 keeps in the object. */
  readonly safeLength: number;
  /** Where this does not match, nothing does; null: not known. Undefined until it is first needed. */
  relaxed: RegExp | null | undefined;
  readonly tree: HasTree;
}

/** Sources up to this length are never too large for V8, whatever the counts in them. */
const SURELY_SMALL = 5000;

/** `flags` are added to those that the expression needs. */
export function makeProgram(tree: HasTree, variant: Variant, flags = ""): Program | UnsupportedExpression {
  const { expression } = tree;
  try {
    const { target: translated, translation } = translate(expression, variant);
    if (translation.ignoresCase) checkIgnoringCase(translated, translation);
    const target = variant.notEmpty === true ? notEmpty(translated) : translated;
    const regexp = new RegExp(generate(target), flags + (translation.ignoresCase ? "i" : ""));
    // V8 compiles at the first use, and only then refuses what is too large for it.
    if (regexp.source.length > SURELY_SMALL) regexp.test("");
    const groups = Array.from({ length: expression.groupCount + 1 }, (_, group) =>
      numbersOf(translation.slots.get(group)),
    );
    const keeps = numbersOf(translation.slots.get(KEEP));
    const safeLength = safeLengthOf(translation.expression, regexp);
    return {
      regexp,
      groups,
      keeps,
      isPlain: arePlain(groups, keeps),
      safeLength,
      relaxed: undefined,
      tree,
    };
  } catch (stop) {
    if (stop instanceof TranslationStop) return stop.problem;
    if (stop instanceof SyntaxError || stop instanceof RangeError) {
      return { kind: "unsupported", feature: "an expression that is too large for V8", offset: 0 };
    }
    throw stop;
  }
}

/** Only matches that do not end where they begin: the rest of the subject must have become shorter. */
function notEmpty(target: Target): Target {
  const rest = new Slot();
  const everything = repeat(setOf(ANY_BYTE), 0, Number.POSITIVE_INFINITY);
  return sequence(ahead(capture(rest, everything)), target, notAhead(again(rest)));
}

function numbersOf(slots: readonly Slot[] | undefined): readonly number[] {
  return (slots ?? []).map((slot) => slot.number);
}

/** When V8 ignores case for the sake of a reference, nothing else may change by it. */
function checkIgnoringCase(target: Target, translation: Translation): void {
  const { expression, comparedWithCase } = translation;
  if (!setsIgnoreCase(target)) throw new TranslationStop("a reference that ignores case among what does not", 0);
  for (const node of everyNode(expression.body)) {
    if (node.kind !== "capture" || !comparedWithCase.has(node.group)) continue;
    const alphabet = alphabetOf(node.body);
    if (alphabet.bytes().some((byte) => otherCase(byte, "unicode") !== byte)) {
      throw new TranslationStop("references with and without case", node.start);
    }
  }
}

function setsIgnoreCase(target: Target): boolean {
  switch (target.kind) {
    case "set":
      return withBothCases(target.set, "unicode").equals(target.set);
    case "sequence":
      return target.items.every(setsIgnoreCase);
    case "alternation":
      return target.branches.every(setsIgnoreCase);
    case "capture":
    case "look":
    case "repeat":
      return setsIgnoreCase(target.body);
    default:
      return true;
  }
}

/** About a fifth of a second. */
const STEPS_MAX = 2e7;

/** So long may subjects be for the linear engine, which takes its time too. */
const LINEAR_LENGTH_MAX = 100_000;

/** More than any subject has, and still a small integer. */
const LENGTH_MAX = 2 ** 30;

/** Up to which length a match cannot take long. */
function safeLengthOf({ body }: Expression, regexp: RegExp): number {
  const length = Math.min(Math.floor(lengthFor(effortOf(body, beginsAtStart(body)), STEPS_MAX)), LENGTH_MAX);
  return length < LINEAR_LENGTH_MAX && hasLinearEngine(regexp) ? LINEAR_LENGTH_MAX : length;
}

/** The guard costs as much as fifty matches: it is not for lines that have nothing to do with the expression. */
function mayMatch(program: Program, subject: string): boolean {
  if (subject.length > LINEAR_LENGTH_MAX) return true;
  if (program.relaxed === undefined) program.relaxed = relaxedRegExp(program.tree.expression);
  return program.relaxed?.test(subject) ?? true;
}

function arePlain(groups: readonly (readonly number[])[], keeps: readonly number[]): boolean {
  if (keeps.length > 0) return false;
  // A group that is never reached has none of V8's.
  return groups.every((numbers, group) => group === 0 || (numbers.length === 1 && numbers[0] === group));
}

/**
 * V8 runs out of memory for going back when a loop takes a line of ten million bytes apart.
 * Perl has a limit too, of iterations (65535): in both cases there is no match.
 */
export function exec(program: Program, subject: string): RegExpExecArray | null | "stopped" {
  const { regexp, safeLength } = program;
  if (subject.length <= safeLength) return execShort(regexp, subject);
  try {
    return mayMatch(program, subject) ? execGuarded(regexp, subject) : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The same for a subject that is not too long. Hot. */
export function execShort(regexp: RegExp, subject: string): RegExpExecArray | null {
  try {
    return regexp.exec(subject);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Where the match begins: at the last `\K` that was passed, the one with the shortest rest behind it. */
export function startOf(program: Program, found: RegExpExecArray, subject: string): number {
  let start = found.index;
  for (const number of program.keeps) {
    const rest = found[number];
    if (rest !== undefined) start = Math.max(start, subject.length - rest.length);
  }
  return start;
}

/** V8's group that has the value of Perl's, undefined when the group is unset. */
export function groupIn(program: Program, found: RegExpExecArray, group: number): number | undefined {
  const numbers = program.groups[group] as readonly number[];
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at] as number;
    if (found[number] !== undefined) return number;
  }
  return undefined;
}

/** V8's result with Perl's groups. */
export function mapped(program: Program, found: RegExpExecArray, subject: string): (string | undefined)[] {
  const numbered: (string | undefined)[] = new Array(program.groups.length);
  numbered[0] =
    program.keeps.length === 0
      ? found[0]
      : subject.slice(startOf(program, found, subject), found.index + found[0].length);
  for (let group = 1; group < numbered.length; group++) {
    const number = groupIn(program, found, group);
    numbered[group] = number === undefined ? undefined : found[number];
  }
  return numbered;
}
