/** Expressions in scalar context. */

import { some } from "../analyse/walk.js";
import type { Block, Expression, Interpolation } from "../ast.js";
import { numberText } from "../runtime/text.js";
import { checkHeld, checkOrder, comesToBeLater, holdsSlices } from "./aliases.js";
import { scalarAssignment } from "./assignment.js";
import { scalarBuiltin } from "./builtins.js";
import type { Generator, Js } from "./generator.js";
import { freshList, list } from "./list.js";
import { scalarMatch, scalarSubstitution, scalarTransliteration } from "./match.js";
import {
  aggregate,
  containerOf,
  declare,
  hashGet,
  indexOf,
  type Place,
  placeOf,
  readable,
  withSetup,
} from "./place.js";
import { blockFunction } from "./statement.js";
import { callOf, makeSub } from "./sub.js";

/** A Perl value. */
export function value(g: Generator, node: Expression): string {
  return asValue(scalar(g, node));
}

/** A value that Perl looks at after the other operand. */
function operand(g: Generator, node: Expression, other: Expression): string {
  return comesToBeLater(node, [other]) ? g.call("presentNow", value(g, node)) : value(g, node);
}

function asValue(js: Js): string {
  return js.type === "boolean" ? `(${js.code} ? 1 : "")` : js.code;
}

/** A JavaScript string. `later`: what is worked out before Perl looks at this. */
export function text(g: Generator, node: Expression, later: readonly Expression[] = []): string {
  if (comesToBeLater(node, later)) return g.call("textOf", g.call("presentNow", value(g, node)));
  const js = scalar(g, node);
  if (js.type === "string") return js.code;
  if (js.type === "boolean") return `(${js.code} ? "1" : "")`;
  if (node.kind === "number") {
    return JSON.stringify(typeof node.value === "bigint" ? `${node.value}` : numberText(node.value));
  }
  return g.call("textOf", js.code);
}

/** A JavaScript number, or a bigint. */
export function number(g: Generator, node: Expression): string {
  const js = scalar(g, node);
  if (js.type === "number") return js.code;
  return js.type === "boolean" ? `(${js.code} ? 1 : 0)` : g.call("numberOf", js.code);
}

/** A JavaScript boolean. */
export function truth(g: Generator, node: Expression): string {
  if (node.kind === "logical" && node.operator !== "//") {
    return `(${truth(g, node.left)} ${node.operator} ${truth(g, node.right)})`;
  }
  const js = scalar(g, node);
  return js.type === "boolean" ? js.code : g.call("isTrue", js.code);
}

const any = (code: string): Js => ({ code, type: "any" });
const aNumber = (code: string): Js => ({ code, type: "number" });
const aString = (code: string): Js => ({ code, type: "string" });
const aBoolean = (code: string): Js => ({ code, type: "boolean" });

export function scalar(g: Generator, node: Expression): Js {
  switch (node.kind) {
    case "number":
      return aNumber(typeof node.value === "bigint" ? `${node.value}n` : `${node.value}`);
    case "string":
      return aString(JSON.stringify(node.value));
    case "interpolation":
      return aString(interpolation(g, node));
    case "joined":
      return aString(g.call("join", '" "', list(g, node.list)));
    case "variable":
      return scalarVariable(g, node);
    case "my":
      return scalarMy(g, node);
    case "element":
      return any(element(g, node));
    case "capture":
      return any(g.call("capture", "M", `${node.group}`));
    case "namedCapture":
      return any(g.call("namedCapture", "M", text(g, node.name)));
    case "lastIndex":
      // To ask for the last index makes the array.
      return aNumber(`(${containerOf(g, node.container, "array")}.length - 1)`);
    case "dereference":
      return dereference(g, node);
    case "list":
      return lastOf(g, node);
    case "slice":
    case "listSlice":
      return any(`${list(g, node)}.at(-1)`);
    case "anonymousArray":
      return any(freshList(g, node.list));
    case "anonymousHash":
      return any(g.call("makeHash", list(g, node.list, true), g.name("textOf")));
    case "reference":
      return any(reference(g, node.of));
    case "sub":
      return any(makeSub(g, node));
    case "named":
      return g.unsupported("a call with the arguments of the caller", node);
    case "unary":
      return unary(g, node);
    case "binary":
      return binary(g, node);
    case "logical":
      return logical(g, node);
    case "conditional":
      return conditional(g, node);
    case "assignment":
      return scalarAssignment(g, node);
    case "step":
      return step(g, node);
    case "match":
      return scalarMatch(g, node);
    case "substitution":
      return scalarSubstitution(g, node);
    case "transliteration":
      return scalarTransliteration(g, node);
    case "regexp":
      return any(regexpValue(g, node));
    case "call":
      if (holdsSlices(node.arguments)) return g.unsupported("slices that a sub could change", node);
      return any(callOf(g, node, "callForValue"));
    case "do":
      return any(`${blockFunction(g, node.body, "scalar")}()`);
    case "eval":
      return any(evalBlock(g, node, "scalar"));
    case "builtin":
      return scalarBuiltin(g, node);
    case "map":
    case "grep":
      return aNumber(`${list(g, node, true)}.length`);
    case "sort":
      return g.unsupported("sort in scalar context", node);
    case "range":
      return g.unsupported("the flip-flop operator", node);
    case "return":
    case "jump":
      return g.unsupported(`${node.kind === "return" ? "return" : node.to} within an expression`, node);
    case "local":
      return g.unsupported("local", node);
  }
}

/** `@{$h{/(x)/}}`: the values of such a match are not there afterwards. */
export function checkBraces(g: Generator, node: Extract<Expression, { kind: "list" }>): void {
  if (node.isBlock === true && g.sub.capturing) g.unsupported("a match in the braces of a reference", node);
}

/** In scalar context a list is its last item; the others are evaluated. */
function lastOf(g: Generator, node: Extract<Expression, { kind: "list" }>): Js {
  const { items } = node;
  checkBraces(g, node);
  if (items.length === 0) return any("undefined");
  if (items.length === 1) return scalar(g, items[0] as Expression);
  const codes = items.map((item) => value(g, item));
  return any(`(${codes.join(", ")})`);
}

function scalarVariable(g: Generator, node: Extract<Expression, { kind: "variable" }>): Js {
  if (node.sigil === "@") return aNumber(`${aggregate(g, node)}.length`);
  if (node.sigil === "%") return aNumber(`${aggregate(g, node)}.size`);
  return any(placeOf(g, node).get);
}

function scalarMy(g: Generator, node: Extract<Expression, { kind: "my" }>): Js {
  const [only, second] = node.variables;
  if (only === null || only === undefined || second !== undefined)
    return g.unsupported("a declaration as a value", node);
  declare(g, only);
  return scalarVariable(g, only);
}

function element(g: Generator, node: Extract<Expression, { kind: "element" }>): string {
  if (node.of === "hash") return hashGet(g, node.container, node.index);
  checkHeld(g, node.container, [node.index]);
  const container = containerOf(g, node.container, node.of);
  const index = indexOf(g, node.index);
  return /^\d+$/.test(index) ? `${container}[${index}]` : g.call("arrayGet", container, index);
}

function dereference(g: Generator, node: Extract<Expression, { kind: "dereference" }>): Js {
  if (node.sigil === "$") return any(`${g.call("boxOf", value(g, node.reference))}.v`);
  if (node.isStrict) return aNumber(`${readable(g, node)}.${node.sigil === "@" ? "length" : "size"}`);
  return any(g.call(node.sigil === "@" ? "itemCount" : "keyCount", value(g, node.reference)));
}

function reference(g: Generator, of: Expression): string {
  switch (of.kind) {
    case "named":
      return `${g.global("&", of.name)}.code`;
    case "variable":
      if (of.sigil !== "$") return aggregate(g, of);
      if (of.binding?.kind !== "lexical") {
        if (of.binding?.name === "@") return g.unsupported("a reference to a special variable", of);
        return g.global("$", of.binding?.name ?? "");
      }
      return g.lexical(of.binding.lexical, of).js;
    case "my": {
      const [only] = of.variables;
      if (of.variables.length !== 1 || of.isList || !only) return g.unsupported("references to a list", of);
      declare(g, only);
      return reference(g, only);
    }
    case "dereference":
      if (of.sigil === "$") return g.call("boxOf", value(g, of.reference));
      return containerOf(
        g,
        { kind: "through", at: of.at, reference: of.reference },
        of.sigil === "@" ? "array" : "hash",
      );
    case "anonymousArray":
    case "anonymousHash":
    case "sub":
    case "string":
    case "number":
    case "interpolation":
      return g.call("newBox", value(g, of));
    default:
      return g.unsupported("a reference to this", of);
  }
}

function interpolation(g: Generator, node: Interpolation): string {
  if (node.parts.length === 0) return '""';
  checkOrder(g, node.parts);
  return `(${node.parts.map((part, index) => text(g, part, node.parts.slice(index + 1))).join(" + ")})`;
}

function regexpValue(g: Generator, node: Extract<Expression, { kind: "regexp" }>): string {
  const { source, flags } = node.regexp;
  if (typeof source !== "string") return g.unsupported("qr with variables", node);
  const order = [..."msixxn"].filter((letter) => flags.includes(letter)).join("");
  return `new ${g.name("Pattern")}(${JSON.stringify(`(?^${order}:${source})`)})`;
}

function unary(g: Generator, node: Extract<Expression, { kind: "unary" }>): Js {
  switch (node.operator) {
    case "!":
      return aBoolean(`!${truth(g, node.operand)}`);
    case "-":
      // Not of a large integer: it may be too large for a negative one. Nor of 0, which may be written "0.0".
      if (node.operand.kind === "number" && typeof node.operand.value === "number" && node.operand.value !== 0)
        return aNumber(`(-${scalar(g, node.operand).code})`);
      if (node.operand.kind === "string" && node.operand.value === "") return aNumber("(-0)");
      return any(g.call("negate", value(g, node.operand)));
    case "~":
      return aNumber(g.call("bitNot", value(g, node.operand)));
  }
}

const ARITHMETIC: Readonly<Record<string, Parameters<Generator["call"]>[0]>> = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "divide",
  "%": "modulo",
  "**": "power",
  "&": "bitAnd",
  "|": "bitOr",
  "^": "bitXor",
  "<<": "shiftLeft",
  ">>": "shiftRight",
};
const COMPARISONS: Readonly<Record<string, Parameters<Generator["call"]>[0]>> = {
  "<": "less",
  "<=": "lessOrEqual",
  ">": "greater",
  ">=": "greaterOrEqual",
  "==": "equal",
};
const TEXT_COMPARISONS: Readonly<Record<string, string>> = {
  eq: "===",
  ne: "!==",
  lt: "<",
  gt: ">",
  le: "<=",
  ge: ">=",
};

function binary(g: Generator, node: Extract<Expression, { kind: "binary" }>): Js {
  const { operator, left, right } = node;
  checkOrder(g, [left, right]);
  if (operator === "x") {
    if (left.kind === "list") return g.unsupported("a repeated list in scalar context", node);
    return aString(g.call("repeat", text(g, left, [right]), value(g, right)));
  }
  if (operator === "!=") return aBoolean(`!${g.call("equal", operand(g, left, right), value(g, right))}`);
  const comparison = COMPARISONS[operator];
  if (comparison !== undefined) return aBoolean(g.call(comparison, operand(g, left, right), value(g, right)));
  if (operator === "<=>") return any(g.call("compareNumbers", operand(g, left, right), value(g, right)));
  if (operator === "cmp") return aNumber(g.call("compareTexts", text(g, left, [right]), text(g, right)));
  const textComparison = TEXT_COMPARISONS[operator];
  if (textComparison !== undefined) return aBoolean(`(${text(g, left, [right])} ${textComparison} ${text(g, right)})`);
  return operate(
    g,
    operator,
    operand(g, left, right),
    () => value(g, right),
    () => text(g, right),
    node,
  );
}

/** Also for `+=` and its like, where the left side is the present value of a place. */
export function operate(
  g: Generator,
  operator: string,
  left: string,
  right: () => string,
  rightText: () => string,
  node: Expression,
): Js {
  if (operator === ".") return aString(`(${g.call("textOf", left)} + ${rightText()})`);
  if (operator === "x") return aString(g.call("repeat", g.call("textOf", left), right()));
  const name = ARITHMETIC[operator];
  if (name === undefined) return g.unsupported(`the operator ${operator}`, node);
  return aNumber(g.call(name, left, right()));
}

function logical(g: Generator, node: Extract<Expression, { kind: "logical" }>): Js {
  const { operator } = node;
  if (operator === "//") {
    const kept = g.temporary();
    return any(`((${kept} = ${value(g, node.left)}) !== undefined ? ${kept} : ${value(g, node.right)})`);
  }
  const left = scalar(g, node.left);
  const right = scalar(g, node.right);
  if (left.type === "boolean" && right.type === "boolean") return aBoolean(`(${left.code} ${operator} ${right.code})`);
  const rightValue = asValue(right);
  if (left.type === "boolean") {
    return any(operator === "||" ? `(${left.code} ? 1 : ${rightValue})` : `(${left.code} ? ${rightValue} : "")`);
  }
  const kept = g.temporary();
  const test = g.call("isTrue", `(${kept} = ${left.code})`);
  return any(operator === "||" ? `(${test} ? ${kept} : ${rightValue})` : `(${test} ? ${rightValue} : ${kept})`);
}

function conditional(g: Generator, node: Extract<Expression, { kind: "conditional" }>): Js {
  const condition = truth(g, node.condition);
  const [yes, no] = [scalar(g, node.yes), scalar(g, node.no)];
  if (yes.type === no.type) return { code: `(${condition} ? ${yes.code} : ${no.code})`, type: yes.type };
  return any(`(${condition} ? ${asValue(yes)} : ${asValue(no)})`);
}

function step(g: Generator, node: Extract<Expression, { kind: "step" }>): Js {
  const place = placeOf(g, node.target);
  const change = node.operator === "++" ? "increment" : "decrement";
  if (node.isPrefix) return any(withSetup(place, place.set(g.call(change, place.get))));
  const old = g.temporary();
  const result = node.operator === "++" ? `(${old} === undefined ? 0 : ${old})` : old;
  return any(withSetup(place, `(${old} = ${place.get}, ${place.set(g.call(change, old))}, ${result})`));
}

/** A step whose value nobody asks for. */
export function voidStep(g: Generator, node: Extract<Expression, { kind: "step" }>): string {
  const place: Place = placeOf(g, node.target);
  return withSetup(place, place.set(g.call(node.operator === "++" ? "increment" : "decrement", place.get)));
}

/** `eval { ... }` as an expression, of a value or a list. */
export function evalBlock(g: Generator, node: { readonly body: Block }, wanted: "scalar" | "list" | "dynamic"): string {
  const asksContext = some(node.body, (inner) => inner.kind === "builtin" && inner.name === "wantarray", false);
  if (asksContext) return g.unsupported("wantarray in eval", { at: node.body.at });
  const body = blockFunction(g, node.body, wanted, true);
  const failed = wanted === "list" ? "[]" : wanted === "scalar" ? "undefined" : "want === 1 ? [] : undefined";
  const restore = g.sub.capturing ? "const m = M; " : "";
  const back = g.sub.capturing ? "M = m; " : "";
  const depth = "const d = S.depth; ";
  return `(() => { ${restore}${depth}try { S.error = ""; const r = ${body}(); S.error = ""; return r; } catch (e) { S.error = ${g.call("deathValue", "e", "X")}; S.depth = d; ${back}return ${failed}; } })()`;
}
