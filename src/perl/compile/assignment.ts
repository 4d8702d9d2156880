/** Assignments to scalars, arrays, hashes and lists. */

import { hasEffect, lexicalOf, type Node, some } from "../analyse/walk.js";
import type { Expression, Variable } from "../ast.js";
import { checkOrder, mayChange } from "./aliases.js";
import { operate, text, value } from "./expression.js";
import type { Generator, Js } from "./generator.js";
import { freshList, hashOfMap, list } from "./list.js";
import { aggregate, containerOf, declare, dirtyFor, type Place, placeOf, touched, withSetup } from "./place.js";

type Assignment = Extract<Expression, { kind: "assignment" }>;

/** Whether the left side gives list context to the right one. */
function isListPlace(left: Expression): boolean {
  switch (left.kind) {
    case "list":
    case "slice":
      return true;
    case "my":
      return left.isList || left.variables[0]?.sigil !== "$";
    case "variable":
    case "dereference":
      return left.sigil !== "$";
    default:
      return false;
  }
}

export function scalarAssignment(g: Generator, node: Assignment): Js {
  if (isListPlace(node.left)) {
    const { code, count } = listAssignment(g, node);
    return { code: `(${code}, ${count})`, type: "number" };
  }
  return { code: assignScalar(g, node), type: "any" };
}

/** The value of an assignment in list context: what was assigned to. */
export function listOfAssignment(g: Generator, node: Assignment): string {
  if (!isListPlace(node.left)) return `[${assignScalar(g, node)}]`;
  const { code, places } = listAssignment(g, node);
  return `(${code}, ${places})`;
}

export function voidAssignment(g: Generator, node: Assignment): string {
  if (!isListPlace(node.left)) return assignScalar(g, node);
  const [only, second] = node.left.kind === "my" ? node.left.variables : [];
  if (only?.sigil === "%" && second === undefined) {
    const made = hashOfMap(g, node.right);
    if (made !== null) return `(${aggregate(g, declare(g, only))} = ${made})`;
  }
  return listAssignment(g, node).code;
}

/** Right sides without effects that may stand after the left side's evaluation. */
function mayComeLater(right: Expression): boolean {
  return right.kind === "string" || right.kind === "number" || (right.kind === "variable" && right.sigil === "$");
}

function assignScalar(g: Generator, node: Assignment): string {
  const { left, right, operator } = node;
  if (left.kind === "builtin" && left.name === "substr") return assignPart(g, node, left);
  if (operator === "") return assignSimply(g, left, right);
  // The left side comes first, and is looked at last.
  if (hasEffect(right) && mayChange(g, right, [left], null))
    return g.unsupported("a change of what is assigned to", node);
  const place = placeOf(g, left);
  if (operator === "&&" || operator === "||" || operator === "//") return assignWhere(g, operator, place, right);
  const { before, get } = existing(g, place, right, operator === "/" || operator === "%");
  // Here undef counts as the integer 0.
  const present = operator === "+" || operator === "-" ? `(${get} ?? 0)` : get;
  const check = g.inUnorderedLoop > 0 ? `${g.call("checkIntegers", place.get, value(g, right))}, ` : "";
  if (check !== "" && operator !== "+") return g.unsupported("the order of a hash", node);
  const js = operate(
    g,
    operator,
    present,
    () => value(g, right),
    () => text(g, right),
    node,
  );
  return withSetup(place, `(${before}${check}${place.set(js.code)})`);
}

/** The element exists before the right side is looked at. `get`: its value, which the right side does not change. */
export function existing(
  g: Generator,
  place: Place,
  right: Expression | readonly Expression[],
  mayDie = false,
): { readonly before: string; readonly get: string } {
  if (place.isElement !== true || !(mayDie || some(right, seesElements))) return { before: "", get: place.get };
  const kept = g.temporary();
  return { before: `(${kept} = ${place.get}) === undefined ? ${place.set("undefined")} : 0, `, get: kept };
}

/** Whether something tells elements that exist from others, or may die, which leaves the element behind. */
function seesElements(node: Node): boolean {
  if (node.kind === "variable") return node.sigil !== "$";
  if (node.kind === "element" || node.kind === "slice") return true;
  if (node.kind === "binary") return node.operator === "/" || node.operator === "%" || node.operator === "**";
  if (node.kind === "sort") return node.by !== undefined;
  return (
    node.kind === "dereference" ||
    node.kind === "lastIndex" ||
    node.kind === "call" ||
    (node.kind === "builtin" && ["exists", "sqrt", "die"].includes(node.name))
  );
}

/** What Perl puts together only when it assigns the text. */
function joinedParts(node: Expression): readonly Expression[] {
  if (node.kind === "interpolation") return node.parts;
  if (node.kind === "binary" && node.operator === ".") return [...joinedParts(node.left), ...joinedParts(node.right)];
  return node.kind === "builtin" && node.name === "sprintf" ? node.arguments : [node];
}

function assignSimply(g: Generator, left: Expression, right: Expression): string {
  const isSimple = left.kind === "variable" || left.kind === "my" || mayComeLater(right);
  if (isSimple) {
    // What a declaration declares is not visible on its right side: names are told apart by the parser.
    const code = value(g, right);
    const place = placeOf(g, left);
    return withSetup(place, place.set(code));
  }
  checkOrder(g, [...joinedParts(right), left]);
  const kept = g.temporary();
  const code = value(g, right);
  const place = placeOf(g, left);
  return `(${[`${kept} = ${code}`, ...place.setup, place.set(kept)].join(", ")})`;
}

function assignWhere(g: Generator, operator: string, place: Place, right: Expression): string {
  const { before, get } = existing(g, place, right);
  const kept = before === "" ? g.temporary() : get;
  const present = before === "" ? `(${kept} = ${get})` : `(${before}${kept})`;
  const test = operator === "//" ? `${present} !== undefined` : g.call("isTrue", present);
  const set = place.set(value(g, right));
  return withSetup(
    place,
    operator === "&&" ? `(${test} ? ${set} : ${touched(place, kept)})` : `(${test} ? ${kept} : ${set})`,
  );
}

/** `substr(...) = value` */
function assignPart(g: Generator, node: Assignment, left: Extract<Expression, { kind: "builtin" }>): string {
  if (node.operator !== "") return g.unsupported("an operation on a part of a text", node);
  const right = g.temporary();
  const code = value(g, node.right);
  return `(${right} = ${code}, ${replacePart(g, left, right)}, ${right})`;
}

/** Puts a text where a part was: substr with four arguments. */
export function replacePart(g: Generator, node: Extract<Expression, { kind: "builtin" }>, replacement: string): string {
  const [target, offset, count] = node.arguments;
  if (target === undefined || offset === undefined) return g.unsupported("substr without an offset", node);
  const place = placeOf(g, target);
  const [whole, part, text] = [g.temporary(), g.temporary(), g.temporary()];
  const bounds = [value(g, offset), count === undefined ? "undefined" : value(g, count)];
  const known = bounds.map((bound) => (/^(?:-?\d+|undefined)$/.test(bound) ? bound : g.temporary()));
  const setup = bounds.flatMap((bound, at) => (known[at] === bound ? [] : [`${known[at]} = ${bound}`]));
  const { before } = node.arguments.length < 4 ? existing(g, place, node.arguments.slice(1)) : { before: "" };
  if (before !== "") setup.unshift(before.replace(/, $/, ""));
  // All is worked out before Perl looks whether the part is there.
  setup.push(`${text} = ${g.call("textOf", replacement)}`);
  const found = g.call("partOf", `${whole}.length`, ...known, `${count !== undefined}`);
  const changed = `${whole}.slice(0, ${part}[0]) + ${text} + ${whole}.slice(${part}[1])`;
  const outside = `(${textForUndef(g, node, place)}, ${g.call("fault", '"substr outside of string"')})`;
  return withSetup(
    { ...place, setup: [...place.setup, ...setup] },
    `(${whole} = ${g.call("textOf", place.get)}, ${part} = ${found}, ${part} === null ? ${outside} : 0, ${place.set(changed)}, ${whole}.slice(${part}[0], ${part}[1]))`,
  );
}

/**
 * What is undef has become a text before Perl sees that the part is not there; but with four arguments elements that
 * do not exist stay away.
 */
function textForUndef(g: Generator, node: Extract<Expression, { kind: "builtin" }>, place: Place): string {
  const becomes = place.set('""');
  if (place.isElement !== true || node.arguments.length < 4) return `${place.get} === undefined ? ${becomes} : 0`;
  const { exists } = place;
  if (exists === undefined)
    return `${place.get} === undefined ? ${g.call("giveUp", '"an element that may not exist"')} : 0`;
  return `${exists} && ${place.get} === undefined ? ${becomes} : 0`;
}

interface ListAssignment {
  /** Does it; evaluates to anything. */
  readonly code: string;
  /** How many values the right side had. */
  readonly count: string;
  /** The values of the left side, afterwards. */
  readonly places: string;
}

function listAssignment(g: Generator, node: Assignment): ListAssignment {
  const { left, right, operator } = node;
  if (operator !== "") return g.unsupported("an operation on a list", node);
  if (left.kind !== "my") checkOrder(g, [right, left]);
  if (left.kind === "list" || (left.kind === "my" && left.isList)) return assignItems(g, node);
  const single = left.kind === "my" ? (left.variables[0] as Variable) : left;
  const isHash = single.kind !== "slice" && "sigil" in single && single.sigil === "%";
  const values = g.temporary();
  if (single.kind === "slice") return assignSlice(g, single, right);
  // A fresh variable takes the list as it is, if nobody else has it.
  const code = isHash ? list(g, right, true) : freshList(g, right);
  const target = left.kind === "my" ? aggregate(g, declare(g, single as Variable)) : aggregateOf(g, single);
  const inPlace = left.kind !== "my" && isInPlace(right) ? `${g.call("withoutUndefined", values)}, ` : "";
  const dirty = left.kind === "my" ? "" : dirtyOf(g, single);
  if (isHash) {
    const put =
      left.kind === "my"
        ? `${target} = ${g.call("makeHash", values, g.name("textOf"))}`
        : g.call("replaceHash", target, values);
    return {
      code: `(${values} = ${code}, ${dirty}${put})`,
      count: `${values}.length`,
      places: g.call("flatten", target),
    };
  }
  if (left.kind === "my") {
    return { code: `(${target} = ${code})`, count: `${target}.length`, places: target };
  }
  return {
    code: `(${values} = ${code}, ${inPlace}${dirty}${g.call("replaceArray", target, values)})`,
    count: `${values}.length`,
    places: target,
  };
}

/** Sorting and turning an array in place treats elements that were never assigned in a way of its own. */
function isInPlace(right: Expression): boolean {
  if (right.kind === "list" && right.items.length === 1) return isInPlace(right.items[0] as Expression);
  return right.kind === "sort" || (right.kind === "builtin" && right.name === "reverse");
}

function aggregateOf(g: Generator, node: Expression): string {
  if (node.kind === "variable") return aggregate(g, node);
  if (node.kind !== "dereference") return g.unsupported("an assignment to this", node);
  return containerOf(
    g,
    { kind: "through", at: node.at, reference: node.reference },
    node.sigil === "@" ? "array" : "hash",
  );
}

function dirtyOf(g: Generator, node: Expression): string {
  return node.kind === "variable" ? dirtyFor(g, node) : "S.dirty = true, ";
}

/** `my ($a, undef, @rest) = ...`, `($a, $b) = ...` */
function assignItems(g: Generator, node: Assignment): ListAssignment {
  const { left } = node;
  const items: readonly (Expression | null)[] =
    left.kind === "my"
      ? left.variables
      : left.kind === "list"
        ? left.items.map((item) => (isUndef(item) ? null : item))
        : [];
  const right = limited(node.right, items);
  const values = g.temporary();
  const source = readsTargets(items, left.kind === "my") ? freshList(g, right) : list(g, right);
  const steps = [`${values} = ${source}`];
  const places: string[] = [];
  items.forEach((item, index) => {
    if (item === null) {
      places.push("undefined");
      return;
    }
    if (left.kind === "my") declare(g, item as Variable);
    if (item.kind === "variable" && item.sigil !== "$") {
      const rest = `${values}.slice(${index})`;
      const target = aggregate(g, item);
      if (item.sigil === "@")
        steps.push(
          left.kind === "my" ? `${target} = ${rest}` : `${dirtyOf(g, item)}${g.call("replaceArray", target, rest)}`,
        );
      else
        steps.push(
          left.kind === "my"
            ? `${target} = ${g.call("makeHash", rest, g.name("textOf"))}`
            : `${dirtyOf(g, item)}${g.call("replaceHash", target, rest)}`,
        );
      places.push(item.sigil === "@" ? `...${target}` : `...${g.call("flatten", target)}`);
      return;
    }
    if (
      item.kind === "list" ||
      item.kind === "my" ||
      (item.kind === "dereference" && item.sigil !== "$") ||
      item.kind === "slice"
    ) {
      g.unsupported("a list within a list of places", node);
    }
    const place = placeOf(g, item);
    steps.push(...place.setup, place.set(`${values}[${index}]`));
    places.push(place.get);
  });
  return { code: `(${steps.join(", ")})`, count: `${values}.length`, places: `[${places.join(", ")}]` };
}

/** split makes no more fields than there are places, and one for the rest. */
function limited(right: Expression, items: readonly (Expression | null)[]): Expression {
  if (right.kind === "list" && right.items.length === 1) return limited(right.items[0] as Expression, items);
  if (right.kind !== "builtin" || right.name !== "split" || right.arguments.length !== 2) return right;
  if (items.some((item) => item?.kind === "variable" && item.sigil !== "$")) return right;
  const limit = { kind: "number", at: right.at, value: items.length + 1 } as const;
  return { ...right, arguments: [...right.arguments, limit] };
}

function isUndef(item: Expression): boolean {
  return item.kind === "builtin" && item.name === "undef" && item.arguments.length === 0;
}

/** Whether the list could change while it is taken apart. */
function readsTargets(items: readonly (Expression | null)[], isNew: boolean): boolean {
  return (
    !isNew &&
    items.some((item) => item !== null && (item.kind !== "variable" || item.sigil !== "$" || lexicalOf(item) === null))
  );
}

function assignSlice(g: Generator, slice: Extract<Expression, { kind: "slice" }>, right: Expression): ListAssignment {
  if (hasEffect(slice.indexes)) return g.unsupported("a slice whose indexes change something", slice);
  const [values, indexes, container, each] = [g.temporary(), g.temporary(), g.temporary(), g.fresh("i")];
  const source = freshList(g, right);
  const code = [
    `${values} = ${source}`,
    `${container} = ${containerOf(g, slice.container, slice.of)}`,
    `${indexes} = ${freshList(g, slice.indexes)}`,
    "S.dirty = true",
    slice.of === "hash"
      ? `${indexes}.forEach((k, ${each}) => ${g.call("hashSet", container, g.call("textOf", "k"), `${values}[${each}]`)})`
      : `${indexes}.forEach((k, ${each}) => ${g.call("arraySet", container, "k", `${values}[${each}]`)})`,
  ];
  const places =
    slice.of === "hash" ? g.call("hashSlice", container, indexes) : g.call("arraySlice", container, indexes);
  return { code: `(${code.join(", ")})`, count: `${values}.length`, places };
}
