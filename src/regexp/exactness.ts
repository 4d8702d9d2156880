/**
 * Where V8 and Perl differ in what the same tree matches or captures. Such trees are not
 * translated. Throws ExpressionProblem.
 *
 *  - Perl keeps a group's value from an earlier iteration of a loop, V8 unsets it.
 *  - Perl accepts one empty iteration of a loop and then leaves it, V8 refuses it.
 *  - A reference to an unset group fails in Perl and matches the empty string in V8.
 *  - Look-behind is matched backwards by V8: groups inside capture differently. Perl wants
 *    its length to be limited.
 */
import { type Expression, ExpressionProblem, type Node } from "./ast.js";

/** Perl's limit for what a look-behind may match. */
const LOOKBEHIND_MAX = 255;

export function requireExact(expression: Expression): void {
  check(expression.body, new Set());
}

/** `set`: groups that have a value whenever this node is tried. Returns those that have one after it. */
function check(node: Node, set: ReadonlySet<number>): ReadonlySet<number> {
  switch (node.kind) {
    case "sequence":
      return node.nodes.reduce((known, child) => check(child, known), set);
    case "alternation": {
      const [first, ...others] = node.branches.map((branch) => check(branch, set));
      return new Set([...(first ?? set)].filter((group) => others.every((other) => other.has(group))));
    }
    case "capture":
      return new Set([...check(node.body, set), node.group]);
    case "repeat":
      return checkRepeat(node, set);
    case "look":
      return checkLook(node, set);
    case "backreference":
      if (!set.has(node.group)) fail("a reference to a group that may be unset", node.offset);
      return set;
    default:
      return set;
  }
}

function checkRepeat(node: Extract<Node, { kind: "repeat" }>, set: ReadonlySet<number>): ReadonlySet<number> {
  const after = check(node.body, set);
  if (node.max > 1) {
    const groups = [...groupsIn(node.body)];
    if (!groups.every((group) => after.has(group))) fail("a group that keeps its value over iterations", node.offset);
    if (lengths(node.body).min === 0) fail("a loop over something that may be empty", node.offset);
  } else if (node.max === 1 && node.min === 0 && groupsIn(node.body).size > 0 && lengths(node.body).min === 0) {
    fail("an optional group that may be empty", node.offset);
  }
  return node.min > 0 ? after : set;
}

function checkLook(node: Extract<Node, { kind: "look" }>, set: ReadonlySet<number>): ReadonlySet<number> {
  const after = check(node.body, set);
  const groups = groupsIn(node.body);
  if (node.negated && groups.size > 0) fail("a group in a negative look-around", node.offset);
  if (node.direction === "behind") {
    if (groups.size > 0) fail("a group in a look-behind", node.offset);
    if (hasBackreference(node.body)) fail("a reference in a look-behind", node.offset);
    if (lengths(node.body).max > LOOKBEHIND_MAX) {
      throw new ExpressionProblem("invalid", "a look-behind of more than 255 characters", node.offset);
    }
  }
  return node.negated ? set : after;
}

function fail(feature: string, offset: number): never {
  throw new ExpressionProblem("unsupported", feature, offset);
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "sequence":
      return node.nodes;
    case "alternation":
      return node.branches;
    case "capture":
    case "repeat":
    case "look":
      return [node.body];
    default:
      return [];
  }
}

function groupsIn(node: Node): Set<number> {
  const groups = new Set<number>(childrenOf(node).flatMap((child) => [...groupsIn(child)]));
  if (node.kind === "capture") groups.add(node.group);
  return groups;
}

function hasBackreference(node: Node): boolean {
  return node.kind === "backreference" || childrenOf(node).some(hasBackreference);
}

/** How many bytes the node matches at least and at most. */
function lengths(node: Node): { min: number; max: number } {
  switch (node.kind) {
    case "set":
      return { min: 1, max: 1 };
    case "sequence": {
      const all = node.nodes.map(lengths);
      return { min: sum(all.map((one) => one.min)), max: sum(all.map((one) => one.max)) };
    }
    case "alternation": {
      const all = node.branches.map(lengths);
      return { min: Math.min(...all.map((one) => one.min)), max: Math.max(...all.map((one) => one.max)) };
    }
    case "capture":
      return lengths(node.body);
    case "repeat": {
      const body = lengths(node.body);
      return { min: body.min * node.min, max: body.max === 0 ? 0 : body.max * node.max };
    }
    case "backreference":
      return { min: 0, max: Number.POSITIVE_INFINITY };
    default:
      return { min: 0, max: 0 };
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
