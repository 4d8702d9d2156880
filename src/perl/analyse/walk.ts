/** Walks over trees without knowing each kind of node. */
import type { Block, Expression, Lexical, Statement, Variable } from "../ast.js";

export type Node = Expression | Statement;
type Visit = (node: Node) => boolean | undefined;

/** Calls `visit` for every node below, outer ones first; false: what is in it is left out. Hot in the compiler. */
export function walk(root: unknown, visit: Visit): void {
  search(root, (node) => (visit(node) === false ? "skip" : null));
}

export function some(root: unknown, holds: (node: Node) => boolean, entersSubs = true): boolean {
  return search(root, (node) => (holds(node) ? "found" : entersSubs || node.kind !== "sub" ? null : "skip"));
}

function search(root: unknown, judge: (node: Node) => "found" | "skip" | null): boolean {
  if (typeof root !== "object" || root === null) return false;
  if ("kind" in root && "at" in root) {
    const judgement = judge(root as Node);
    if (judgement !== null) return judgement === "found";
  }
  const parts = root as Readonly<Record<string, unknown>>;
  for (const name in parts) {
    const part = parts[name];
    if (typeof part === "object" && part !== null && name !== "binding" && search(part, judge)) return true;
  }
  return false;
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
      return (node.left.kind === "list" ? node.left.items : [node.left]).map(partOwner);
    case "step":
      return [node.target];
    case "substitution":
      return node.returnsResult || node.target === null ? [] : [node.target];
    case "transliteration":
      return node.flags.includes("r") || node.target === null ? [] : [node.target];
    case "builtin":
      return CHANGING.has(node.name) || isReplacing(node) ? node.arguments.slice(0, 1) : [];
    default:
      return [];
  }
}

/** `substr($text, 0, 1) = "X"` changes the text. */
function partOwner(place: Expression): Expression {
  return place.kind === "builtin" && place.name === "substr" ? (place.arguments[0] ?? place) : place;
}

const CHANGING = new Set(["chomp", "chop", "push", "pop", "shift", "unshift", "splice", "delete", "undef"]);

/** `substr($text, 0, 1, "X")` */
function isReplacing(node: Extract<Expression, { kind: "builtin" }>): boolean {
  return node.name === "substr" && node.arguments.length === 4;
}

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
