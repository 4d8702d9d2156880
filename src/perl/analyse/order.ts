/** Where the order of a hash could reach a result. */
import type { Block, Expression, Lexical, Statement, Variable } from "../ast.js";
import { changedBy, hasEffect, lexicalOf, some, walk } from "./walk.js";

/**
 * Whether a loop over a hash's keys or values does the same in any order: each pass touches
 * only elements named by its own key, counts, or adds up integers.
 */
export function isOrderFreeBody(body: Block, key: Lexical | null): boolean {
  const own = new Set<Lexical>();
  return body.statements.every((statement) => isOrderFree(statement, key, own)) && readsOnlyOwn(body, key, own);
}

/** What one pass changes no other pass reads: changed variables appear only as counters, or with the pass's own key. */
function readsOnlyOwn(body: Block, key: Lexical | null, own: ReadonlySet<Lexical>): boolean {
  const changed = new Set<string>();
  const harmless = new Set<unknown>();
  let isKnown = true;
  walk(body, (node) => {
    for (const place of changedBy(node)) {
      const root = rootOf(place);
      if (place.kind === "my" || isOneOf(place, own)) continue;
      if (root === null) isKnown = false;
      else {
        changed.add(nameOf(root));
        harmless.add(root);
      }
    }
    if (isOwnElement(node as Expression, key)) harmless.add(rootOf(node as Expression));
    return true;
  });
  return isKnown && !some(body, (node) => node.kind === "variable" && changed.has(nameOf(node)) && !harmless.has(node));
}

/** The variable that an element belongs to, through references. */
function rootOf(place: Expression): Variable | null {
  if (place.kind === "variable") return place;
  if (place.kind !== "element") return null;
  return place.container.kind === "variable" ? place.container : rootOf(place.container.reference);
}

function nameOf({ binding, sigil, name }: Variable): string {
  return binding?.kind === "lexical" ? `${binding.lexical.id}` : `${sigil}${binding?.name ?? name}`;
}

function isOrderFree(statement: Statement, key: Lexical | null, own: Set<Lexical>): boolean {
  switch (statement.kind) {
    case "expression":
      return isOrderFreeExpression(statement.expression, key, own);
    case "if":
      return (
        statement.branches.every(
          ({ condition, body }) => isPure(condition) && body.statements.every((inner) => isOrderFree(inner, key, own)),
        ) &&
        (statement.otherwise?.statements.every((inner) => isOrderFree(inner, key, own)) ?? true)
      );
    case "block":
      return statement.body.statements.every((inner) => isOrderFree(inner, key, own));
    default:
      return false;
  }
}

function isOrderFreeExpression(expression: Expression, key: Lexical | null, own: Set<Lexical>): boolean {
  switch (expression.kind) {
    case "logical":
      return isPure(expression.left) && isOrderFreeExpression(expression.right, key, own);
    case "jump":
      return expression.to === "next" && expression.label === null;
    case "step":
      return isPlace(expression.target, key) && !readsCounters(expression.target);
    case "builtin":
      return expression.name === "delete" && isOwnElement(expression.arguments[0], key);
    case "assignment":
      return isOrderFreeAssignment(expression, key, own);
    default:
      return isPure(expression);
  }
}

function isOrderFreeAssignment(
  expression: Extract<Expression, { kind: "assignment" }>,
  key: Lexical | null,
  own: Set<Lexical>,
): boolean {
  const { left, right, operator } = expression;
  if (!isPure(right)) return false;
  if (left.kind === "my") {
    for (const variable of left.variables) {
      const lexical = lexicalOf(variable);
      if (lexical !== null) own.add(lexical);
    }
    return operator === "";
  }
  if (operator === "+") return isPlace(left, key);
  return isOwnElement(left, key) || isOneOf(left, own);
}

/** Something that is counted: whether or not it is this pass's own. */
function isPlace(target: Expression, key: Lexical | null): boolean {
  if (target.kind === "variable" && target.sigil === "$") return true;
  return target.kind === "element" && (isOwnElement(target, key) || isPure(target.index));
}

function readsCounters(target: Expression): boolean {
  return target.kind === "element" && !isPure(target.index);
}

function isOneOf(place: Expression, lexicals: ReadonlySet<Lexical>): boolean {
  const lexical = lexicalOf(place);
  return lexical !== null && lexicals.has(lexical);
}

/** `$h{$key}`, also deeper: `$h{$key}{count}` */
function isOwnElement(place: Expression | undefined, key: Lexical | null): boolean {
  if (place === undefined || key === null || place.kind !== "element" || place.of !== "hash") return false;
  if (lexicalOf(place.index) === key) return true;
  const { container } = place;
  return container.kind === "through" && isOwnElement(container.reference, key) && isPure(place.index);
}

export function isPure(expression: Expression): boolean {
  return (
    !hasEffect(expression) &&
    !some(expression, (node) => node.kind === "match" && (node as { isGlobal: boolean }).isGlobal)
  );
}

/** `map { $_ => ... }` of distinct keys gives distinct keys again. */
export function keepsKeysApart(block: Block, topic: (expression: Expression | undefined) => boolean): boolean {
  const [only, second] = block.statements;
  if (only === undefined || second !== undefined || only.kind !== "expression" || !isPure(only.expression))
    return false;
  const list = only.expression;
  return list.kind === "list" && list.items.length === 2 && topic(list.items[0]);
}

/** `{ $a <=> $b }`, also with return: what it says does not depend on when it is asked. */
export function isComparison(body: Block): boolean {
  const [only, second] = body.statements;
  if (only?.kind !== "expression" || second !== undefined) return false;
  const { expression } = only;
  const result = expression.kind === "return" ? expression.value : expression;
  return result !== null && isPure(result) && !some(result, (node) => node.kind === "match");
}
