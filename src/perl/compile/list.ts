/** Expressions in list context: JavaScript arrays of values. */
import { keepsKeysApart } from "../analyse/order.js";
import { hasEffect, lexicalOf, some } from "../analyse/walk.js";
import type { Block, Expression, Lexical } from "../ast.js";
import {
  aliasesIn,
  checkCaptures,
  checkHeld,
  checkOrder,
  comesToBeLater,
  holdsElements,
  holdsSlices,
  mayChange,
} from "./aliases.js";
import { listOfAssignment } from "./assignment.js";
import { isListBuiltin, listBuiltin } from "./builtins.js";
import { evalBlock, text, truth, value } from "./expression.js";
import type { Generator } from "./generator.js";
import { handedList } from "./handed.js";
import { listMatch } from "./match.js";
import { aggregate, containerOf, declare, readable } from "./place.js";
import { blockFunction, itemFunction } from "./statement.js";
import { callOf } from "./sub.js";

/** Whether it has one value, the same in list and scalar context. */
export function isScalar(node: Expression): boolean {
  switch (node.kind) {
    case "list":
    case "slice":
    case "listSlice":
    case "match":
    case "call":
    case "do":
    case "eval":
    case "map":
    case "grep":
    case "sort":
    case "range":
    case "return":
    case "jump":
      return false;
    case "variable":
    case "dereference":
      return node.sigil === "$";
    case "my":
      return node.variables.length === 1 && !node.isList && node.variables[0]?.sigil === "$";
    case "assignment":
      return !(node.left.kind === "list" || node.left.kind === "slice" || !isScalar(node.left));
    case "logical":
      return isScalar(node.left) && isScalar(node.right);
    case "conditional":
      return isScalar(node.yes) && isScalar(node.no);
    case "binary":
      return !(node.operator === "x" && node.left.kind === "list");
    case "builtin":
      return !isListBuiltin(node.name);
    default:
      return true;
  }
}

/**
 * An array of the values, which must not be changed: it may be a variable's own.
 * `isOrderFree`: what is done with it is the same in any order.
 */
export function list(g: Generator, node: Expression, isOrderFree = false): string {
  if (isScalar(node)) return `[${value(g, node)}]`;
  switch (node.kind) {
    case "variable":
      if (node.sigil === "@") return aggregate(g, node);
      return flattened(g, node, aggregate(g, node), isOrderFree);
    case "dereference": {
      if (node.sigil === "@") return readable(g, node);
      return flattened(g, node, readable(g, node), isOrderFree);
    }
    case "list":
      return listOfItems(g, node.items, isOrderFree);
    case "my": {
      for (const variable of node.variables) if (variable !== null) declare(g, variable);
      return listOfItems(
        g,
        node.variables.flatMap((variable) => (variable === null ? [] : [variable])),
        isOrderFree,
      );
    }
    case "slice": {
      checkHeld(g, node.container, [node.indexes]);
      const name = node.of === "hash" ? "hashSlice" : "arraySlice";
      return g.call(name, containerOf(g, node.container, node.of), list(g, node.indexes));
    }
    case "listSlice":
      checkSlice(g, node);
      return g.call("listSlice", list(g, node.list), list(g, node.indexes));
    case "match":
      return listMatch(g, node);
    case "call":
      if (holdsSlices(node.arguments)) return g.unsupported("slices that a sub could change", node);
      return callOf(g, node, "callForList");
    case "do":
      return `${blockFunction(g, node.body, "list")}()`;
    case "eval":
      return evalBlock(g, node, "list");
    case "map":
    case "grep":
      return mapped(g, node, isOrderFree);
    case "sort":
      return sorted(g, node);
    case "range":
      return g.call("range", value(g, node.from), value(g, node.to));
    case "assignment":
      return listOfAssignment(g, node);
    case "conditional":
      if (repeatsList(node.yes) || repeatsList(node.no)) return g.unsupported("a repeated list in a choice", node);
      return `(${truth(g, node.condition)} ? ${list(g, node.yes, isOrderFree)} : ${list(g, node.no, isOrderFree)})`;
    case "logical":
      return logicalList(g, node);
    case "binary":
      if (node.left.kind !== "list") break;
      return g.call("repeatList", list(g, node.left), value(g, node.right));
    case "builtin":
      return listBuiltin(g, node, isOrderFree);
    default:
      break;
  }
  return g.unsupported("this in list context", node);
}

export function flattened(g: Generator, node: Expression, hash: string, isOrderFree: boolean): string {
  if (!isOrderFree) return g.unsupported("the order of a hash", node);
  return g.call("flatten", hash);
}

/** An array that nobody else has. */
export function freshList(g: Generator, node: Expression, isOrderFree = false): string {
  const code = list(g, node, isOrderFree);
  return isBorrowed(node) ? `${code}.slice()` : code;
}

export function isBorrowed(node: Expression): boolean {
  switch (node.kind) {
    case "variable":
    case "dereference":
      return node.sigil === "@";
    case "list":
      return node.items.length === 1 && isBorrowed(node.items[0] as Expression);
    case "my":
    case "call":
    case "eval":
    case "do":
    case "conditional":
    case "logical":
    case "assignment":
    case "builtin":
      return !isScalar(node);
    default:
      return false;
  }
}

export function listOfItems(
  g: Generator,
  items: readonly Expression[],
  isOrderFree: boolean,
  one: typeof value = value,
  several: typeof list = list,
): string {
  const [only] = items;
  if (items.length === 1 && only !== undefined) return several(g, only, isOrderFree);
  checkOrder(g, items);
  const codes = items.map((item, index) => {
    if (!isScalar(item)) return `...${several(g, item, isOrderFree)}`;
    return comesToBeLater(item, items.slice(index + 1)) ? g.call("presentNow", value(g, item)) : one(g, item);
  });
  return `[${codes.join(", ")}]`;
}

/** Perl gives values of `split` and matches away when they are assigned: what a slice takes twice is empty then. */
function checkSlice(g: Generator, { list: sliced, indexes, at }: Extract<Expression, { kind: "listSlice" }>): void {
  const items = indexes.kind === "list" ? indexes.items : [indexes];
  const numbers = items.map((item) =>
    item.kind === "unary" && item.operator === "-" && item.operand.kind === "number"
      ? -Number(item.operand.value)
      : item.kind === "number"
        ? Number(item.value)
        : Number.NaN,
  );
  const isOnce = items.length === 1 && items[0] !== undefined && isScalar(items[0]);
  const areApart =
    new Set(numbers).size === items.length &&
    (numbers.every((number) => number >= 0) || numbers.every((number) => number < 0));
  if (isOnce || areApart) return;
  const [only] = items;
  if (items.length === 1 && only?.kind === "range") return;
  const gives = (node: { readonly kind: string; readonly name?: unknown }): boolean =>
    node.kind === "match" || node.kind === "call" || (node.kind === "builtin" && node.name === "split");
  if (some(sliced, gives)) g.unsupported("a slice that may take a value twice", { at });
}

/** Perl 5.36 leaves values on its stack where `? (1, 2) x 2 :` is in list context. */
export function repeatsList(node: Expression): boolean {
  if (node.kind === "list") return node.items.some(repeatsList);
  return node.kind === "binary" && node.operator === "x" && node.left.kind === "list";
}

function logicalList(g: Generator, node: Extract<Expression, { kind: "logical" }>): string {
  if (repeatsList(node.right)) return g.unsupported("a repeated list in a choice", node);
  const kept = g.temporary();
  const left = `(${kept} = ${value(g, node.left)})`;
  const right = list(g, node.right);
  if (node.operator === "//") return `(${left} !== undefined ? [${kept}] : ${right})`;
  const test = g.call("isTrue", left);
  return node.operator === "||" ? `(${test} ? [${kept}] : ${right})` : `(${test} ? ${right} : [${kept}])`;
}

/** map and grep. */
function mapped(
  g: Generator,
  node: Extract<Expression, { kind: "map" | "grep" | "sort" }>,
  isOrderFree: boolean,
): string {
  const { block } = node;
  if (block === null) return g.unsupported("map without a block", node);
  const topic: Lexical | null = block.binds?.[0] ?? null;
  const items = mappedItems(g, node, block, topic, isOrderFree);
  const [only] = block.statements;
  const isSingle = block.statements.length === 1 && only?.kind === "expression" && isScalar(only.expression);
  if (node.kind === "grep") return `${items}.filter(${itemFunction(g, block, topic, "truth")})`;
  return isSingle
    ? `${items}.map(${itemFunction(g, block, topic, "scalar")})`
    : `${items}.flatMap(${itemFunction(g, block, topic, "list")})`;
}

type Mapped = Extract<Expression, { kind: "map" | "grep" | "sort" }>;

/** The list that a block is applied to, when nothing the block does can be seen in it. */
function mappedItems(g: Generator, node: Mapped, block: Block, topic: Lexical | null, isOrderFree: boolean): string {
  if (topic?.isReferenced) return g.unsupported("a reference to a value of map or grep", node);
  if (holdsElements(node.list)) return g.unsupported("elements that map or grep could change", node);
  if (mayChange(g, block, aliasesIn(node.list), topic))
    return g.unsupported("a change of the list in map or grep", node);
  checkCaptures(g, [node.list], block);
  const isTopic = (expression: Expression | undefined): boolean => topic !== null && lexicalOf(expression) === topic;
  const canBeUnordered = isOrderFree && !hasEffect(block) && (node.kind === "grep" || orderOfMapIsFree(node, isTopic));
  const items = handedList(g, node.list, canBeUnordered);
  if (topic !== null && g.marks.written.has(topic) && !isTemporary(node.list)) {
    return g.unsupported("a change of the list's values within map or grep", node);
  }
  return items;
}

/** `map { key => value } list` as a hash, without a list in between. Null: it is something else. */
export function hashOfMap(g: Generator, node: Expression): string | null {
  if (node.kind === "list" && node.items.length === 1) return hashOfMap(g, node.items[0] as Expression);
  if (node.kind !== "map" || node.block === null) return null;
  const { block } = node;
  const [only, second] = block.statements;
  if (only?.kind !== "expression" || second !== undefined || only.expression.kind !== "list") return null;
  const [key, item, third] = only.expression.items;
  if (key === undefined || item === undefined || third !== undefined || !isScalar(key) || !isScalar(item)) return null;
  if (some(block, (inner) => inner.kind === "match" || inner.kind === "substitution")) return null;
  const topic = block.binds?.[0] ?? null;
  const items = mappedItems(g, node, block, topic, true);
  const name = g.fresh("x");
  const body = g.bounded(null, () =>
    g.framed(() => {
      if (topic !== null) g.declareAs(topic, name);
      if (topic !== null && !g.marks.written.has(topic)) g.aliases.add(topic);
      return `h.set(${text(g, key)}, ${value(g, item)});`;
    }),
  );
  return g.call("fillHash", items, `(h, ${name}) => { ${body} }`);
}

/** What a sort of all values or a hash of distinct keys takes in any order. */
function orderOfMapIsFree(
  node: Extract<Expression, { kind: "map" | "grep" | "sort" }>,
  isTopic: (expression: Expression | undefined) => boolean,
): boolean {
  const [only] = node.block?.statements ?? [];
  if (only?.kind === "expression" && isScalar(only.expression)) return true;
  return node.block !== null && keepsKeysApart(node.block, isTopic);
}

/** Values that are nobody's variables. */
function isTemporary(node: Expression): boolean {
  if (node.kind === "list") return node.items.every(isTemporary);
  if (node.kind === "builtin") return ["split", "keys", "localtime", "gmtime"].includes(node.name);
  return node.kind === "range" || node.kind === "match";
}

function sorted(g: Generator, node: Extract<Expression, { kind: "map" | "grep" | "sort" }>): string {
  const isUnordered = comesFromHash(node.list);
  // Not for comparisons that Perl does itself.
  const isCalled = node.by !== undefined || (node.block !== null && !isOwnComparison(node.block));
  if (isCalled && holdsElements(node.list)) return g.unsupported("elements that sort could change", node);
  const items = isCalled ? handedList(g, node.list, true) : list(g, node.list, true);
  if (node.by !== undefined) return sortedBy(g, node.by, items, isUnordered);
  if (node.block === null) return g.call("sortTexts", items);
  const [first, second] = node.block.binds ?? [];
  if (first === undefined || second === undefined) return g.unsupported("this form of sort", node);
  if (first.isReferenced || second.isReferenced) return g.unsupported("a reference to a value of sort", node);
  if (hasEffect(node.block)) return g.unsupported("sort with a comparison that changes something", node);
  const [a, b] = [g.fresh("x"), g.fresh("x")];
  const body = g.bounded(null, () =>
    g.framed(() => {
      g.declareAs(first, a);
      g.declareAs(second, b);
      const [only] = node.block?.statements ?? [];
      if (node.block?.statements.length !== 1 || only?.kind !== "expression")
        return g.unsupported("sort with several statements", node);
      return `return ${value(g, only.expression)};`;
    }),
  );
  return g.call("sortWith", items, `(${a}, ${b}) => { ${body} }`, "S", `${isUnordered}`);
}

/** `{ $a <=> $b }` and its like. */
function isOwnComparison({ statements: [only, second], binds = [] }: Block): boolean {
  if (second !== undefined || only?.kind !== "expression" || only.expression.kind !== "binary") return false;
  const { operator, left, right } = only.expression;
  if (operator !== "<=>" && operator !== "cmp") return false;
  return [left, right].every((side) => binds.some((lexical) => lexicalOf(side) === lexical));
}

/** `sort by_name ...`: `$a` and `$b` are package variables. */
function sortedBy(
  g: Generator,
  by: Extract<Expression, { kind: "named" }>,
  items: string,
  isUnordered: boolean,
): string {
  if (!g.comparisons.has(by.name)) return g.unsupported("sort with a function from elsewhere", by);
  const [a, b] = [g.global("$", "SEC::a"), g.global("$", "SEC::b")];
  return g.call("sortBy", items, `${g.global("&", by.name)}.code`, a, b, "S", `${isUnordered}`);
}

/** Whether keys, values or hashes are among what is sorted. */
function comesFromHash(node: Expression): boolean {
  switch (node.kind) {
    case "list":
      return node.items.some(comesFromHash);
    case "variable":
    case "dereference":
      return node.sigil === "%";
    case "builtin":
      return (
        node.name === "keys" ||
        node.name === "values" ||
        (node.name === "reverse" && node.arguments.some(comesFromHash))
      );
    case "map":
    case "grep":
      return comesFromHash(node.list);
    case "conditional":
      return comesFromHash(node.yes) || comesFromHash(node.no);
    default:
      return false;
  }
}
