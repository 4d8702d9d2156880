/** Built-in functions, one row each. */

import { hasEffect, lexicalOf, some } from "../analyse/walk.js";
import type { Container, Expression } from "../ast.js";
import { checkHeld, checkOrder } from "./aliases.js";
import { replacePart } from "./assignment.js";
import { text, value } from "./expression.js";
import type { Generator, Js, Type } from "./generator.js";
import { handedList } from "./handed.js";
import { isScalar, list } from "./list.js";
import { splitMatcher } from "./match.js";
import { aggregate, comesToBe, containerOf, dirtyFor, hashHas, placeOf, touched, withSetup } from "./place.js";

type Node = Extract<Expression, { kind: "builtin" }>;
type Scalar = (g: Generator, node: Node) => Js;
type List = (g: Generator, node: Node, isOrderFree: boolean) => string;

const js = (code: string, type: Type = "any"): Js => ({ code, type });

function argument(g: Generator, node: Node, at = 0): Expression {
  return node.arguments[at] ?? g.unsupported(`${node.name} without its arguments`, node);
}

function most(g: Generator, node: Node, count: number): void {
  if (node.arguments.length > count) g.unsupported(`${node.name} with more arguments`, node);
  // A list among the arguments of such a function counts as its last value.
  node.arguments.forEach((item) => {
    if (item.kind === "list" && item.items.length > 1) g.unsupported(`${node.name} with a list`, node);
  });
}

/** A function of one text. */
function onText(name: Parameters<Generator["call"]>[0], type: Type): Scalar {
  return (g, node) => {
    most(g, node, 1);
    return js(g.call(name, text(g, argument(g, node))), type);
  };
}

function onValue(name: Parameters<Generator["call"]>[0], type: Type): Scalar {
  return (g, node) => {
    most(g, node, 1);
    return js(g.call(name, value(g, argument(g, node))), type);
  };
}

/** An array that a function works on: `@a`, `@$r`, `@{...}`. */
function arrayContainer(g: Generator, node: Node, argument: Expression | undefined): Container {
  if (argument === undefined) {
    if (!g.sub.hasParameters) return g.unsupported(`${node.name} outside of a sub`, node);
    return { kind: "variable", at: node.at, sigil: "@", name: "_", binding: { kind: "global", name: "_" } };
  }
  if (argument.kind === "list" && argument.items.length === 1) return arrayContainer(g, node, argument.items[0]);
  if (argument.kind === "variable" && argument.sigil === "@") return argument;
  if (argument.kind === "my" && argument.variables[0]?.sigil === "@") return g.unsupported("a declaration here", node);
  if (argument.kind === "dereference" && argument.sigil === "@")
    return { kind: "through", at: argument.at, reference: argument.reference };
  return g.unsupported(`${node.name} of what is no array`, node);
}

function hashContainer(g: Generator, node: Node): Container | null {
  const [only] = node.arguments;
  if (only?.kind === "variable" && only.sigil === "%") return only;
  if (only?.kind === "dereference" && only.sigil === "%")
    return { kind: "through", at: only.at, reference: only.reference };
  if (only?.kind === "variable" && only.sigil === "@") return null;
  return g.unsupported(`${node.name} of what is no hash`, node);
}

function rest(node: Node, from: number): Expression {
  return { kind: "list", at: node.at, items: node.arguments.slice(from) };
}

function takeOne(method: "shift" | "pop"): Scalar {
  return (g, node) => {
    most(g, node, 1);
    const container = arrayContainer(g, node, node.arguments[0]);
    return js(`(${dirtyFor(g, container)}${containerOf(g, container, "array")}.${method}())`);
  };
}

function putAll(name: "push" | "unshift"): Scalar {
  return (g, node) => {
    const container = arrayContainer(g, node, argument(g, node));
    const items = node.arguments.slice(1);
    checkHeld(g, container, items);
    const array = containerOf(g, container, "array");
    const [only] = items;
    const code =
      name === "push" && items.length === 1 && only !== undefined && isScalar(only)
        ? `${array}.push(${value(g, only)})`
        : g.call(name === "push" ? "pushAll" : "unshiftAll", array, list(g, rest(node, 1)));
    return js(`(${dirtyFor(g, container)}${code})`, "number");
  };
}

const SCALARS: Readonly<Record<string, Scalar>> = {
  lc: onText("lower", "string"),
  uc: onText("upper", "string"),
  lcfirst: onText("lowerFirst", "string"),
  ucfirst: onText("upperFirst", "string"),
  quotemeta: onText("quoteMeta", "string"),
  ord: onText("ordinal", "number"),
  hex: onText("hexadecimal", "number"),
  oct: onText("octal", "number"),
  chr: onValue("character", "string"),
  int: onValue("integerPart", "number"),
  abs: onValue("absolute", "number"),
  sqrt: onValue("squareRoot", "number"),
  ref: onValue("refType", "string"),
  length: (g, node) => {
    most(g, node, 1);
    const only = argument(g, node);
    if (only.kind === "variable" && only.sigil !== "$") return g.unsupported("the length of a list", node);
    const kept = g.temporary();
    return js(`((${kept} = ${value(g, only)}) === undefined ? undefined : ${g.call("textOf", kept)}.length)`);
  },
  defined: (g, node) => {
    most(g, node, 1);
    const only = argument(g, node);
    if ((only.kind === "variable" || only.kind === "dereference") && only.sigil !== "$")
      return g.unsupported("defined of a list", node);
    if (only.kind === "named") return js(`(${g.global("&", only.name)}.code.place !== null)`, "boolean");
    if (only.kind === "call" && only.code.kind !== "named") return g.unsupported("defined of a function", node);
    return js(`(${value(g, only)} !== undefined)`, "boolean");
  },
  scalar: (g, node) => {
    most(g, node, 1);
    return js(value(g, argument(g, node)));
  },
  time: (g) => js(g.call("now", "S"), "number"),
  wantarray: () => js('(want === 1 ? 1 : want === 0 ? "" : undefined)'),
  shift: takeOne("shift"),
  pop: takeOne("pop"),
  push: putAll("push"),
  unshift: putAll("unshift"),
  splice: (g, node) => js(`${LISTS.splice?.(g, node, false)}.at(-1)`),
  join: (g, node) => js(g.call("join", text(g, argument(g, node)), list(g, rest(node, 1))), "string"),
  sprintf: (g, node) => {
    const format = argument(g, node);
    if (!isScalar(format)) return g.unsupported("sprintf with its format in a list", node);
    if (node.arguments.some(isCount) && node.arguments.some(mayCount)) {
      return g.unsupported("a count that sprintf may see changed", node);
    }
    return js(g.call("sprintf", text(g, format), handedList(g, rest(node, 1))), "string");
  },
  reverse: (g, node) => js(g.call("reverseAll", list(g, rest(node, 0))), "string"),
  die: (g, node) => js(g.call("dieWith", "S", list(g, rest(node, 0)), "X", `${g.line(node.at)}`)),
  index: (g, node) => {
    most(g, node, 3);
    const from = node.arguments[2] === undefined ? [] : [value(g, node.arguments[2])];
    return js(g.call("indexOf", text(g, argument(g, node)), text(g, argument(g, node, 1)), ...from), "number");
  },
  rindex: (g, node) => {
    most(g, node, 3);
    const from = node.arguments[2] === undefined ? [] : [value(g, node.arguments[2]), "true"];
    return js(g.call("lastIndexOf", text(g, argument(g, node)), text(g, argument(g, node, 1)), ...from), "number");
  },
  substr: (g, node) => {
    most(g, node, 4);
    const [target, offset, count, replacement] = node.arguments;
    if (target === undefined || offset === undefined) return g.unsupported("substr without its arguments", node);
    if (replacement !== undefined) return js(replacePart(g, node, value(g, replacement)));
    const counts = count === undefined ? [] : [value(g, count), "true"];
    return js(g.call("substring", text(g, target), value(g, offset), ...counts));
  },
  exists: (g, node) => {
    const only = argument(g, node);
    if (only.kind !== "element" || only.of !== "hash")
      return g.unsupported("exists of what is no element of a hash", node);
    return js(hashHas(g, only.container, only.index), "boolean");
  },
  delete: (g, node) => {
    const only = argument(g, node);
    if (only.kind !== "element" || only.of !== "hash")
      return g.unsupported("delete of what is no element of a hash", node);
    checkHeld(g, only.container, [only.index]);
    const code = g.call("hashDelete", containerOf(g, only.container, "hash"), text(g, only.index));
    return js(`(${dirtyFor(g, only.container)}${code})`);
  },
  keys: (g, node) => {
    const container = hashContainer(g, node);
    if (container === null) return g.unsupported("keys of an array", node);
    // Perl does not die of what is undef, but tells undef; under strict it dies.
    const [only] = node.arguments;
    const isStrict = only?.kind === "dereference" && only.isStrict;
    if (!isStrict && container.kind === "through" && !comesToBe(container.reference))
      return js(g.call("keyCount", value(g, container.reference)));
    return js(`${containerOf(g, container, "hash")}.size`, "number");
  },
  values: (g, node) => {
    const container = hashContainer(g, node);
    return container === null
      ? g.unsupported("values of an array", node)
      : js(`${containerOf(g, container, "hash")}.size`, "number");
  },
  undef: (g, node) => {
    const [only] = node.arguments;
    if (only === undefined) return js("undefined");
    if (only.kind === "variable" && only.sigil !== "$") {
      const target = aggregate(g, only);
      return js(
        `(${dirtyFor(g, only)}${only.sigil === "@" ? `${target}.length = 0` : `${target}.clear()`}, undefined)`,
      );
    }
    const place = placeOf(g, only);
    return js(withSetup(place, place.set("undefined")));
  },
  chomp: (g, node) => {
    most(g, node, 1);
    const only = argument(g, node);
    if (only.kind === "variable" && only.sigil === "@") {
      return js(`(${dirtyFor(g, only)}${g.call("chompAll", aggregate(g, only))})`, "number");
    }
    const assigned = only.kind === "assignment" && isScalar(only) ? `${value(g, only)}, ` : "";
    const place = placeOf(
      g,
      only.kind === "assignment"
        ? only.left.kind === "my"
          ? (only.left.variables[0] as Expression)
          : only.left
        : only,
    );
    const kept = g.temporary();
    const code = `(${assigned}${kept} = ${g.call("textOf", place.get)}, ${kept}.endsWith("\\n") ? (${place.set(`${kept}.slice(0, -1)`)}, 1) : ${touched(place, "0")})`;
    return js(withSetup(place, code), "number");
  },
  chop: (g, node) => {
    most(g, node, 1);
    const place = placeOf(g, argument(g, node));
    const kept = g.temporary();
    const set = place.set(`${kept}.slice(0, -1)`);
    // Undef stays.
    const code = `(${kept} = ${g.call("textOf", place.get)}, ${kept} === "" ? ${touched(place, '""')} : (${set}, ${kept}.slice(-1)))`;
    return js(withSetup(place, code), "string");
  },
  pos: (g, node) => {
    const lexical = lexicalOf(argument(g, node));
    if (lexical === null || lexical.isReferenced) return g.unsupported("pos of what is no variable of its own", node);
    const position = `${g.lexical(lexical, node).js}_p`;
    return js(`(${position}.at < 0 ? undefined : ${position}.at)`);
  },
  localtime: (g, node) => js(g.call("localText", instant(g, node), "S"), "string"),
  gmtime: (g, node) => js(g.call("universalText", instant(g, node), "S"), "string"),
  split: (g, node) => js(`${listBuiltin(g, node, false)}.length`, "number"),
};

/** What sprintf looks at when all its arguments are there: `$#list`, and the number of keys. */
function isCount(node: Expression): boolean {
  if (node.kind === "list") return node.items.some(isCount);
  if (node.kind !== "builtin") return node.kind === "lastIndex";
  return node.name === "keys" || node.name === "values" || (node.name === "scalar" && node.arguments.some(isCount));
}

/** Elements may come to be, and other code may do anything. */
function mayCount(node: Expression): boolean {
  return hasEffect(node) || some(node, (inner) => "container" in inner && inner.container.kind === "through");
}

function instant(g: Generator, node: Node): string {
  return node.arguments[0] === undefined ? "undefined" : `${value(g, node.arguments[0])} ?? 0`;
}

const LISTS: Readonly<Record<string, List>> = {
  split: (g, node) => {
    most(g, node, 3);
    const separator = splitMatcher(g, argument(g, node));
    const subject = node.arguments[1] === undefined ? g.unsupported("split of $_", node) : text(g, node.arguments[1]);
    const limit = node.arguments[2] === undefined ? "undefined" : value(g, node.arguments[2]);
    if (separator === "words") return g.call("splitWords", subject, limit);
    return g.call("split", separator, subject, limit);
  },
  reverse: (g, node, isOrderFree) => `${list(g, rest(node, 0), isOrderFree)}.slice().reverse()`,
  keys: (g, node, isOrderFree) => {
    const container = hashContainer(g, node);
    if (container === null) return g.call("range", "0", `${list(g, argument(g, node))}.length - 1`);
    if (!isOrderFree) return g.unsupported("the order of a hash", node);
    return `[...${containerOf(g, container, "hash")}.keys()]`;
  },
  values: (g, node, isOrderFree) => {
    const container = hashContainer(g, node);
    if (container === null) return list(g, argument(g, node));
    if (!isOrderFree) return g.unsupported("the order of a hash", node);
    return `[...${containerOf(g, container, "hash")}.values()]`;
  },
  splice: (g, node) => {
    const container = arrayContainer(g, node, argument(g, node));
    checkHeld(g, container, node.arguments.slice(1));
    const bounds = node.arguments.slice(1, 3);
    if (!bounds.every(isScalar)) return g.unsupported("splice with a list of bounds", node);
    const numbers = `[${bounds.map((bound) => value(g, bound)).join(", ")}]`;
    return `(${dirtyFor(g, container)}${g.call("spliceArray", containerOf(g, container, "array"), numbers, list(g, rest(node, 3)))})`;
  },
  localtime: (g, node) => g.call("localList", instant(g, node), "S"),
  gmtime: (g, node) => g.call("universalList", instant(g, node), "S"),
  delete: (g, node) => {
    const only = argument(g, node);
    return only.kind === "slice" ? g.unsupported("delete of a slice", node) : `[${scalarBuiltin(g, node).code}]`;
  },
};

export function isListBuiltin(name: string): boolean {
  return LISTS[name] !== undefined && name !== "delete";
}

/** Functions of an array, which they look at themselves. */
const ON_ARRAYS: ReadonlySet<string> = new Set(["push", "unshift", "splice"]);

function checkArguments(g: Generator, node: Node): void {
  if (node.arguments.length > 1 && !ON_ARRAYS.has(node.name)) checkOrder(g, node.arguments);
}

export function scalarBuiltin(g: Generator, node: Node): Js {
  checkArguments(g, node);
  return SCALARS[node.name]?.(g, node) ?? g.unsupported(`${node.name} in scalar context`, node);
}

export function listBuiltin(g: Generator, node: Node, isOrderFree: boolean): string {
  checkArguments(g, node);
  return LISTS[node.name]?.(g, node, isOrderFree) ?? `[${value(g, node)}]`;
}
