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
import { exec, makeProgram, startOf } from "./program.js";

export interface LongestPrefix {
  /** The beginning of the source whose parts match; empty: not even its first part does. */
  readonly matched: string;
  /** The rest of it. */
  readonly rest: string;
  /** Where in the text that beginning matches first; both 0 when it is empty. */
  readonly start: number;
  readonly end: number;
}

interface Cut {
  readonly body: Node;
  /** Where the rest begins in the source. */
  readonly at: number;
}

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
        cutsOf(item).map(({ body, at }) => ({ body: { ...node, items: [...node.items.slice(0, index), body] }, at })),
      );
    case "capture":
    case "atomic":
      return cutsOf(node.body).map(({ body, at }) => ({ body: { ...node, body }, at }));
    default:
      return [{ body: { kind: "empty", start: node.start, end: node.start }, at: node.start }];
  }
}

function longestOf(expression: Expression, cuts: readonly Cut[], branch: Node, text: string): LongestPrefix | null {
  let best: LongestPrefix = { matched: "", rest: sourceOf(expression, branch.start, branch.end), start: 0, end: 0 };
  // The first cut leaves nothing, which always matches.
  let low = 0;
  let high = cuts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    const { body, at } = cuts[middle] as Cut;
    const place = placeOf({ ...expression, body }, text);
    if (place === null) return null;
    if (place === "none") {
      high = middle - 1;
      continue;
    }
    low = middle;
    const matched = sourceOf(expression, branch.start, at);
    best = { matched, rest: sourceOf(expression, at, branch.end), ...place };
  }
  return best;
}

function sourceOf({ source }: Expression, start: number, end: number): string {
  return source.slice(start, end);
}

/** Null: it cannot be told. */
function placeOf(expression: Expression, text: string): { start: number; end: number } | "none" | null {
  const program = makeProgram(expression, { withoutNewlines: false });
  if ("feature" in program) return null;
  const found = exec(program, text);
  if (found === null) return "none";
  if (found === "stopped") return null;
  return { start: startOf(program, found, text), end: found.index + found[0].length };
}
