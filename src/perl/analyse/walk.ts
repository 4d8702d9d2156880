/** Walks over trees without knowing each kind of node. */
import type { Block, Expression, Lexical, Statement, Variable } from "../ast.js";

export type Node = Expression | Statement;
type Visit = (node: Node, parents: readonly Node[]) => boolean | undefined;

function isNode(value: object): value is Node {
  return "kind" in value && "at" in value;
}

/** Calls `visit` for every node below, outer ones first; false: what is in it is left out. */
export function walk(root: unknown, visit: Visit, parents: readonly Node[] = []): void {
  if (Array.isArray(root)) {
    for (const item of root) walk(item, visit, parents);
    return;
  }
  if (typeof root !== "object" || root === null) return;
  let within = parents;
  if (isNode(root)) {
    if (visit(root, parents) === false) return;
    within = [...parents, root];
  }
  for (const [name, value] of Object.entries(root)) if (name !== "binding") walk(value, visit, within);
}

export function some(root: unknown, holds: (node: Node) => boolean, entersSubs = true): boolean {
  let found = false;
  walk(root, (node) => {
    if (found || holds(node)) {
      found = true;
      return false;
    }
    return entersSubs || node.kind !== "sub";
  });
  return found;
}

/** The variable that an expression names, when it names just that. */
export function lexicalOf(node: unknown): Lexical | null {
  const variable = node as Variable | null;
  if (variable?.kind !== "variable" || variable.binding?.kind !== "lexical") return null;
  return variable.binding.lexical;
}

/** The places that a node changes directly. */
export function changedBy(node: Node): readonly Expression[] {
  switch (node.kind) {
    case "assignment":
      return node.left.kind === "list" ? node.left.items : [node.left];
    case "step":
      return [node.target];
    case "substitution":
      return node.returnsResult || node.target === null ? [] : [node.target];
    case "transliteration":
      return node.flags.includes("r") || node.target === null ? [] : [node.target];
    case "builtin":
      return CHANGING.has(node.name) ? node.arguments.slice(0, 1) : [];
    default:
      return [];
  }
}

const CHANGING = new Set(["chomp", "chop", "push", "pop", "shift", "unshift", "splice", "delete", "undef"]);

/** Whether a block changes something that outlives it, or does what is seen when it is done twice or in another order. */
export function hasEffect(block: Block | Expression): boolean {
  return some(block, (node) => {
    if (changedBy(node).some((place) => !(place.kind === "my"))) return true;
    return (
      ["call", "eval", "return", "jump", "local"].includes(node.kind) ||
      (node.kind === "builtin" && node.name === "die")
    );
  });
}
