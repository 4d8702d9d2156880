/** Questions about trees that decide whether and how something is translated. */
import { childrenOf, type Expression, everyNode, type GroupReference, type Node } from "./ast.js";
import { ByteSet } from "./byte-set.js";
import { widthOf } from "./width.js";

/** `\K` sets the beginning of the match as if it were a group. */
export const KEEP = 0;

/** The groups that a match of the node may set. */
export function groupsIn(node: Node, groups: Set<number> = new Set()): Set<number> {
  if (node.kind === "capture") groups.add(node.group);
  if (node.kind === "keep") groups.add(KEEP);
  for (const child of childrenOf(node)) groupsIn(child, groups);
  return groups;
}

/** Whether every match of the node sets one of the groups at least. */
export function setsOneOf(node: Node, groups: ReadonlySet<number>): boolean {
  switch (node.kind) {
    case "capture":
      return groups.has(node.group) || setsOneOf(node.body, groups);
    case "keep":
      return groups.has(KEEP);
    case "sequence":
      return node.items.some((item) => setsOneOf(item, groups));
    case "alternation":
      return node.branches.every((branch) => setsOneOf(branch, groups));
    case "atomic":
      return setsOneOf(node.body, groups);
    case "look":
      return !node.negative && setsOneOf(node.body, groups);
    case "quantified":
      return node.min > 0 && setsOneOf(node.body, groups);
    default:
      return false;
  }
}

/** Whether every match of the node sets all of its groups. */
export function setsAllGroups(node: Node): boolean {
  return [...groupsIn(node)].every((group) => setsOneOf(node, new Set([group])));
}

/**
 * Where the empty ways to match stand among all ways in which a node can match at a
 * place, in the order in which they are tried:
 *
 *   never   there is none
 *   only    all are empty
 *   last    none that is not empty comes after the first empty one
 *   first   the first is empty, at every place
 *   mixed   anything else
 *
 * Ways that end at the same place count as one: what follows only depends on the place.
 */
export type EmptyOrder = "never" | "only" | "last" | "first" | "mixed";

export function emptyOrderOf(node: Node): EmptyOrder {
  if (node.kind === "backreference") return "last";
  const width = widthOf(node);
  if (width.min > 0) return "never";
  if (width.max === 0) return "only";
  switch (node.kind) {
    case "capture":
      return emptyOrderOf(node.body);
    case "atomic":
      // There is only one way.
      return "last";
    case "sequence":
      return emptyOrderOfSequence(node.items);
    case "alternation":
      return emptyOrderOfAlternation(node.branches);
    case "quantified":
      return emptyOrderOfQuantified(node);
    default:
      return "mixed";
  }
}

function emptyOrderOfSequence(items: readonly Node[]): EmptyOrder {
  const orders = items.map(emptyOrderOf);
  if (orders.every((order) => order === "last" || order === "only")) return "last";
  const allBeginEmpty = items.every((item, at) => orders[at] === "first" || matchesNothingAnywhere(item));
  return allBeginEmpty ? "first" : "mixed";
}

function emptyOrderOfAlternation(branches: readonly Node[]): EmptyOrder {
  const orders = branches.map(emptyOrderOf);
  const firstEmpty = orders.findIndex((order) => order !== "never");
  const later = orders.slice(firstEmpty + 1);
  if ((orders[firstEmpty] === "last" || orders[firstEmpty] === "only") && later.every((order) => order === "only")) {
    return "last";
  }
  const [branch] = branches;
  return orders[0] === "first" || (branch !== undefined && matchesNothingAnywhere(branch)) ? "first" : "mixed";
}

function emptyOrderOfQuantified(node: Extract<Node, { kind: "quantified" }>): EmptyOrder {
  if (node.appetite === "possessive") return "last";
  const body = emptyOrderOf(node.body);
  if (node.appetite === "lazy" && node.min === 0) return "first";
  if (body === "never" || body === "last") return "last";
  if (body === "only" && node.appetite === "greedy") return "last";
  return body === "first" ? "first" : "mixed";
}

/** Whether the node matches the empty string wherever it is tried, and only that. */
export function matchesNothingAnywhere(node: Node): boolean {
  switch (node.kind) {
    case "empty":
    case "keep":
      return true;
    case "capture":
    case "atomic":
      return matchesNothingAnywhere(node.body);
    case "sequence":
      return node.items.every(matchesNothingAnywhere);
    case "alternation":
      return node.branches.every(matchesNothingAnywhere);
    case "quantified":
      return node.max === 0 || matchesNothingAnywhere(node.body);
    default:
      return false;
  }
}

/** The node without groups around it that do not capture. */
export function withoutParentheses(node: Node): Node {
  const parts = node.kind === "sequence" ? node.items : node.kind === "alternation" ? node.branches : [];
  const [only] = parts;
  return only === undefined || parts.length > 1 ? node : withoutParentheses(only);
}

/**
 * Loops without a limit over more than a single character. Perl remembers at which places
 * going on from such a loop has failed, and does not try again: even when a group has
 * another value by then, or when another recursion goes on otherwise.
 */
export function isRememberedLoop(node: Node): boolean {
  if (node.kind !== "quantified" || node.max !== Number.POSITIVE_INFINITY) return false;
  let body = withoutParentheses(node.body);
  while (body.kind === "capture") body = withoutParentheses(body.body);
  return body.kind !== "characters";
}

/** Whether the group can have one value only for a given beginning of the match. */
export function hasOneValue(root: Node, group: Node): boolean {
  const path = pathTo(root, group);
  return (
    !hasChoice(group) &&
    path.every((node, at) => {
      if (node === group || node.kind === "capture") return true;
      const next = path[at + 1] as Node;
      return node.kind === "sequence" && !node.items.slice(0, node.items.indexOf(next)).some(hasChoice);
    })
  );
}

/** Whether all ways to match the node at a place end at the same place. */
export function hasOneEnd(node: Node): boolean {
  const { min, max } = widthOf(node);
  return min === max;
}

/** Whether the expression only matches at the start of the subject. */
export function beginsAtStart(node: Node): boolean {
  const [first] = node.kind === "sequence" ? node.items : [];
  return first === undefined ? node.kind === "anchor" && node.place === "start" : beginsAtStart(first);
}

/** Whether the node stands at the very beginning, before all alternatives. */
export function isFirst(node: Node, root: Node): boolean {
  if (root.kind !== "sequence") return root === node;
  const [first] = root.items;
  return first !== undefined && isFirst(node, first);
}

/** Whether something of some width always matches before the node does. */
export function comesAfterWidth(root: Node, node: Node): boolean {
  const path = pathTo(root, node);
  return path.some((part, at) => {
    if (part.kind !== "sequence") return false;
    const next = path[at + 1];
    const index = next === undefined ? -1 : part.items.indexOf(next);
    return part.items.slice(0, Math.max(0, index)).some((item) => widthOf(item).min > 0);
  });
}

/** The nodes from the root to the node. */
export function pathTo(root: Node, node: Node): Node[] {
  if (root === node) return [root];
  for (const child of childrenOf(root)) {
    const path = pathTo(child, node);
    if (path.length > 0) return [root, ...path];
  }
  return [];
}

/** Whether the node may match in several ways at a place. */
export function hasChoice(node: Node): boolean {
  switch (node.kind) {
    case "alternation":
    case "conditional":
      return true;
    case "quantified":
      return (node.appetite !== "possessive" && node.min !== node.max) || hasChoice(node.body);
    case "capture":
      return hasChoice(node.body);
    case "sequence":
      return node.items.some(hasChoice);
    default:
      return false;
  }
}

/** The bytes that can be in a match of the node. */
export function alphabetOf(node: Node): ByteSet {
  const hasOwnSet = everyNode(node).every(
    ({ kind }) => kind !== "backreference" && kind !== "recursion" && kind !== "grapheme" && kind !== "lineBreak",
  );
  if (!hasOwnSet) return ByteSet.of([0, 255]);
  const sets = everyNode(node).flatMap((part) => (part.kind === "characters" ? [part.set] : []));
  return ByteSet.where((byte) => sets.some((set) => set.has(byte)));
}

/** The numbers of the groups that a reference means, in the order in which Perl looks at them. */
export function referredGroups(expression: Expression, to: GroupReference): readonly number[] {
  return to.kind === "number" ? [to.group] : (expression.names.get(to.name) ?? []);
}
