/**
 * Required literals: what every subject that an expression matches must contain.
 *
 * The answer is a list of sets. Of each set at least one string is in every subject that
 * matches; so any one of the sets can stand for the expression in a prefilter:
 *
 *   sshd\[\d+\]: (Failed|Invalid) \S+    { "sshd[" }   { "]: failed ", "]: invalid " }
 *   (?i)panic: .* (cpu|core) \d          { "panic: " } { " cpu ", " core " }
 *   \S+ \S+                              { " " }
 *   [0-9]+                               none: no string is in all of them
 *
 * Contract: no false negatives. "Contains" ignores the case of ASCII letters: strings are
 * given in lower case and are to be looked for in a lower-cased subject. A wrong answer
 * would be { "ab" } for a(?:b|)c: "ac" matches and has no "ab" in it. So whatever is not
 * understood counts as matching anything, which only makes the sets fewer.
 *
 * How: each node is worked out to what its matches are, begin with, end with, and contain.
 * The sets arise where parts meet: an end of the left one, then a beginning of the right.
 */
import { type Expression, everyNode, type Node } from "./ast.js";
import type { ByteSet } from "./byte-set.js";

/** Strings of which every matching subject contains one at least, in lower case. Never empty, nor is a string in it. */
export type LiteralSet = readonly string[];

/** Strings of one set; where there would be more, they are cut short. */
const STRINGS_MAX = 64;
/** Members of a class that are told apart, as in [abc]; a larger one is taken for any character. */
const CLASS_MAX = 4;
/** Copies of a repeated part that are written out. */
const COPIES_MAX = 8;
/** Characters of a string; beyond, only its beginning and its end are known. */
const LENGTH_MAX = 80;
/** Sets that are kept for one expression. */
const SETS_MAX = 12;
/** Nodes of an expression that is looked at. */
const NODES_MAX = 5000;

/** What is known of a node's matches; strings are in lower case. */
interface Knowledge {
  /** All of its matches; null: not known, or too many. */
  readonly exact: readonly string[] | null;
  /** Every match begins with one of these; "" says nothing. */
  readonly begins: readonly string[];
  readonly ends: readonly string[];
  /** Of each of these sets, one string is in every match, or around it (look-arounds). */
  readonly sets: readonly LiteralSet[];
}

const UNKNOWN: Knowledge = { exact: null, begins: [""], ends: [""], sets: [] };
const EMPTY: Knowledge = exactly([""]);

/** The sets of an expression, in no particular order; none: nothing is required, or it is not known. */
export function requiredLiterals({ body }: Expression): readonly LiteralSet[] {
  const nodes = everyNode(body);
  // Verbs end matches early; what else is not translated may do anything.
  if (nodes.length > NODES_MAX || nodes.some(({ kind }) => kind === "untranslatable")) return [];
  const { exact, begins, ends, sets } = knowledgeOf(body);
  return distinct([...sets, ...usable(exact), ...usable(begins), ...usable(ends)]);
}

function knowledgeOf(node: Node): Knowledge {
  switch (node.kind) {
    case "empty":
    case "anchor":
    case "wordBoundary":
    case "keep":
      return EMPTY;
    case "characters":
      return characters(node.set);
    case "sequence":
      return sequence(node.items.map(knowledgeOf));
    case "alternation":
      return oneOf(node.branches.map(knowledgeOf));
    case "capture":
    case "atomic":
      return knowledgeOf(node.body);
    case "look":
      // It takes no room, but what it sees is in the subject.
      return node.negative ? EMPTY : { ...EMPTY, sets: requiredOf(knowledgeOf(node.body)) };
    case "quantified":
      return repeated(node);
    default:
      return UNKNOWN;
  }
}

function exactly(strings: readonly string[]): Knowledge {
  return { exact: strings, begins: strings, ends: strings, sets: [] };
}

/** Most sets are shared between expressions. */
const knownSets = new WeakMap<ByteSet, Knowledge>();

function characters(set: ByteSet): Knowledge {
  let known = knownSets.get(set);
  if (known === undefined) {
    known = charactersOf(set);
    knownSets.set(set, known);
  }
  return known;
}

function charactersOf(set: ByteSet): Knowledge {
  if (set.size === 0 || set.size > 2 * CLASS_MAX) return UNKNOWN;
  const folded = new Set(set.bytes().map((byte) => String.fromCharCode(byte >= 65 && byte <= 90 ? byte + 32 : byte)));
  return folded.size > CLASS_MAX ? UNKNOWN : exactly([...folded]);
}

/** Runs of parts that are known exactly are joined first: they are most of an expression, and joined at little cost. */
function sequence(items: readonly Knowledge[]): Knowledge {
  const runs: Knowledge[] = [];
  for (let at = 0; at < items.length; ) {
    const item = items[at] as Knowledge;
    const end = endOfText(items, at);
    const next = end > at + 1 ? exactly([textOf(items, at, end)]) : item;
    at = Math.max(end, at + 1);
    const last = runs.at(-1);
    const joined = last === undefined ? null : joinedExactly(last, next);
    if (joined === null) runs.push(next);
    else runs[runs.length - 1] = joined;
  }
  return runs.reduce(followedBy, EMPTY);
}

/** Where the items from `from` on that are one string each end; what is too long for one string is left to others. */
function endOfText(items: readonly Knowledge[], from: number): number {
  let end = from;
  let length = 0;
  for (; end < items.length; end++) {
    const { exact, sets } = items[end] as Knowledge;
    if (exact === null || exact.length !== 1 || sets.length > 0) break;
    length += (exact[0] as string).length;
    if (length > LENGTH_MAX) break;
  }
  return end;
}

function textOf(items: readonly Knowledge[], from: number, end: number): string {
  let text = "";
  for (let at = from; at < end; at++) text += items[at]?.exact?.[0] ?? "";
  return text;
}

function joinedExactly(left: Knowledge, right: Knowledge): Knowledge | null {
  if (left.exact === null || right.exact === null) return null;
  const exact = product(left.exact, right.exact);
  return exact === null ? null : { ...exactly(exact), sets: distinct([...left.sets, ...right.sets]) };
}

function followedBy(left: Knowledge, right: Knowledge): Knowledge {
  const sets = distinct([...left.sets, ...right.sets]);
  const exact = left.exact === null || right.exact === null ? null : product(left.exact, right.exact);
  if (exact !== null) return { exact, begins: exact, ends: exact, sets };
  const begins = (left.exact === null ? null : product(left.exact, right.begins)) ?? left.begins;
  const ends = (right.exact === null ? null : product(left.ends, right.exact)) ?? right.ends;
  const meeting = product(left.ends, right.begins);
  const found = meeting === null ? [...usable(left.ends), ...usable(right.begins)] : usable(meeting);
  return { exact: null, begins, ends, sets: distinct([...sets, ...found]) };
}

/** All strings of the one before all strings of the other; null: too many, or too long. */
function product(left: readonly string[], right: readonly string[]): readonly string[] | null {
  if (left.length === 1 && right.length === 1) {
    const text = (left[0] as string) + (right[0] as string);
    return text.length > LENGTH_MAX ? null : [text];
  }
  if (left.length * right.length > STRINGS_MAX) return null;
  const strings = new Set(left.flatMap((head) => right.map((tail) => head + tail)));
  return [...strings].some(({ length }) => length > LENGTH_MAX) ? null : [...strings];
}

function oneOf(branches: readonly Knowledge[]): Knowledge {
  const sets = eachHasOne(branches.map(requiredOf));
  const exact = branches.every((branch) => branch.exact !== null)
    ? union(branches.map((branch) => branch.exact as readonly string[]))
    : null;
  // What a look-around in one of the branches saw is only in `sets` when all branches have some.
  if (exact !== null) return { exact, begins: exact, ends: exact, sets };
  return {
    exact: null,
    begins: union(branches.map(({ begins }) => begins)) ?? [""],
    ends: union(branches.map(({ ends }) => ends)) ?? [""],
    sets,
  };
}

function union(lists: readonly (readonly string[])[]): readonly string[] | null {
  const strings = new Set(lists.flat());
  return strings.size > STRINGS_MAX ? null : [...strings];
}

/** One set out of one of each branch: the one with the longest shortest string. */
function eachHasOne(branches: readonly (readonly LiteralSet[])[]): readonly LiteralSet[] {
  const chosen: string[] = [];
  for (const sets of branches) {
    const [first, ...rest] = sets;
    if (first === undefined) return [];
    chosen.push(...rest.reduce((best, set) => (shortest(set) > shortest(best) ? set : best), first));
  }
  const strings = [...new Set(chosen)];
  return strings.length === 0 || strings.length > STRINGS_MAX ? [] : [strings];
}

function shortest(set: LiteralSet): number {
  return set.reduce((least, { length }) => Math.min(least, length), Number.POSITIVE_INFINITY);
}

function repeated(node: Extract<Node, { kind: "quantified" }>): Knowledge {
  const { min, max } = node;
  // Perl takes a{3,1} for something of its own.
  if (min > max) return UNKNOWN;
  if (max === 0) return EMPTY;
  const body = knowledgeOf(node.body);
  if (min === 0) {
    if (max > 1 || body.exact === null) return UNKNOWN;
    const exact = union([body.exact, [""]]);
    return exact === null ? UNKNOWN : exactly(exact);
  }
  const copies = Array.from({ length: Math.min(min, COPIES_MAX) }, () => body).reduce(followedBy, EMPTY);
  if (min === max && min <= COPIES_MAX) return copies;
  // More of them may follow: the end is that of one copy.
  const sets = distinct([...copies.sets, ...usable(copies.exact)]);
  return { exact: null, begins: copies.begins, ends: body.ends, sets };
}

/** All that is known to be required of a part. */
function requiredOf({ exact, begins, ends, sets }: Knowledge): readonly LiteralSet[] {
  return distinct([...sets, ...usable(exact), ...usable(begins), ...usable(ends)]);
}

/** As a list of sets: a set with an empty string in it says nothing. */
function usable(strings: readonly string[] | null): LiteralSet[] {
  return strings === null || strings.length === 0 || strings.includes("") ? [] : [strings];
}

/** Without repetitions; of too many, those with the longest strings. */
function distinct(sets: readonly LiteralSet[]): readonly LiteralSet[] {
  if (sets.length < 2) return sets;
  const byText = new Map(sets.map((set) => [set.join("\n|"), set]));
  const kept = [...byText.values()];
  if (kept.length <= SETS_MAX) return kept;
  return kept.sort((a, b) => shortest(b) - shortest(a)).slice(0, SETS_MAX);
}
