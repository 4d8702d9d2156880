/**
 * How far an expression gets in a text that it does not match: its longest beginning that
 * does. The expression is cut between the parts of its sequences, also within groups:
 *
 *     sshd\[\d+\]: (Failed p|assword for) .*     matches up to the cut in
 *     sshd[4123]: Failed p|ublickey for anna
 *
 * What matches with a part more matches with it less, so the cut is found by halving.
 */
import { type Expression, everyNode, type Node } from "./ast.js";
import { parseRegExp } from "./parse.js";
import { exec, makeProgram, type Program, startOf } from "./program.js";
import { isAtEnd, wantedBy } from "./wanted.js";

export interface LongestPrefix {
  /** The beginning of the source whose parts match; empty: not even its first part does. */
  readonly matched: string;
  /** The rest of it. */
  readonly rest: string;
  /** What the rest wants first, in words; null: its source says it. */
  readonly wants: string | null;
  /** Where in the text that beginning matches: first, or nearest to the end that the rest wants. Both 0 when it is empty. */
  readonly start: number;
  readonly end: number;
}

interface Cut {
  readonly body: Node;
  /** What has been cut off first. */
  readonly next: Node;
}

interface Found {
  readonly start: number;
  readonly end: number;
}

/** So many matches of a beginning are looked at for the last one. */
const PLACES_MAX = 1000;

/** Null: not known, or it matches. */
export function longestPrefix(source: string, text: string): LongestPrefix | null {
  try {
    const parsed = parseRegExp(source);
    if (parsed.kind !== "expression") return null;
    const { expression } = parsed;
    if (everyNode(expression.body).some(isFarReaching)) return null;
    const found = branchesOf(expression.body).map((branch) => longestOf(expression, cutsOf(branch), branch, text));
    // Of several branches the one that gets farthest in its own parts.
    return found.reduce((best, one) => (best === null || (one !== null && isLonger(one, best)) ? one : best), null);
  } catch (error) {
    // Hundreds of groups in each other.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function isLonger(one: LongestPrefix, other: LongestPrefix): boolean {
  return one.end - one.start > other.end - other.start;
}

/** Cut off, these would mean something else. */
function isFarReaching(node: Node): boolean {
  return node.kind === "recursion" || node.kind === "conditional" || node.kind === "untranslatable";
}

function branchesOf(body: Node): readonly Node[] {
  return body.kind === "alternation" ? body.branches : [body];
}

/** The places at which a node can be cut, in order, each with what is left of it. */
function cutsOf(node: Node): Cut[] {
  switch (node.kind) {
    case "sequence":
      return node.items.flatMap((item, index) =>
        cutsOf(item).map(({ body, next }) => ({
          body: { ...node, items: [...node.items.slice(0, index), body] },
          next,
        })),
      );
    case "capture":
    case "atomic":
      return cutsOf(node.body).map(({ body, next }) => ({ body: { ...node, body }, next }));
    default:
      return [{ body: { kind: "empty", start: node.start, end: node.start }, next: node }];
  }
}

function longestOf(expression: Expression, cuts: readonly Cut[], branch: Node, text: string): LongestPrefix | null {
  // The first cut leaves nothing, which always matches.
  let low = 0;
  let high = cuts.length - 1;
  let place: Found = { start: 0, end: 0 };
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    const found = placeOf(expression, cuts[middle] as Cut, text);
    if (found === null) return null;
    if (found === "none") {
      high = middle - 1;
      continue;
    }
    low = middle;
    place = found;
  }
  // An empty sequence has no parts.
  const next = cuts[low]?.next ?? branch;
  const { source } = expression;
  const at = low === 0 ? branch.start : withGroup(source, next.start);
  return {
    matched: source.slice(branch.start, at),
    rest: source.slice(at, branch.end),
    wants: wantedBy(next),
    ...place,
  };
}

/** Groups of which nothing is matched are not torn apart. */
function withGroup(source: string, at: number): number {
  const opening = /(?:[^\\]|^)(?:\\\\)*((?:\((?:\?(?:[\w^-]*:|<\w+>|>|\|))?)+)$/.exec(source.slice(0, at));
  return at - (opening?.[1]?.length ?? 0);
}

/** Null: it cannot be told. */
function placeOf(expression: Expression, { body, next }: Cut, text: string): Found | "none" | null {
  const program = makeProgram({ expression: { ...expression, body } }, { withoutNewlines: false }, "g");
  if ("feature" in program) return null;
  const first = nextPlace(program, text);
  if (first === null || first === "none" || !isAtEnd(next)) return first;
  return lastPlace(program, text, first);
}

/** The match that ends nearest to the end of the text: what is wrong there is what keeps the whole from matching. */
function lastPlace(program: Program, text: string, first: Found): Found {
  let last = first;
  let from = first.start;
  for (let count = 1; count < PLACES_MAX; count++) {
    program.regexp.lastIndex = from + 1;
    const found = nextPlace(program, text);
    if (found === null || found === "none") break;
    if (found.end > last.end) last = found;
    from = Math.max(from + 1, found.start);
  }
  return last;
}

function nextPlace(program: Program, text: string): Found | "none" | null {
  const found = exec(program, text);
  if (found === null) return "none";
  if (found === "stopped") return null;
  return { start: startOf(program, found, text), end: found.index + found[0].length };
}
