/** Loops. */
import { isOrderFreeBody } from "../analyse/order.js";
import { lexicalOf, some } from "../analyse/walk.js";
import type { Expression, Statement, Variable } from "../ast.js";
import { aliasesIn, checkCaptures, holdsElements, mayChange } from "./aliases.js";
import { truth, value } from "./expression.js";
import type { Generator, Loop } from "./generator.js";
import { handedList } from "./handed.js";
import { list } from "./list.js";
import { containerOf, declare } from "./place.js";
import { statements, voidExpression } from "./statement.js";

type While = Extract<Statement, { kind: "while" }>;
type Foreach = Extract<Statement, { kind: "foreach" }>;

/** Code that loops for ever can be stopped. */
const FUEL = "if (--S.fuel < 0) S.refuel();";

/**
 * A loop whose value is the result of its sub: JavaScript that returns the value with which it ends. What comes
 * after a loop that `last` has ended is not this.
 */
export type AtEnd = (value: string) => string;

export function whileLoop(g: Generator, statement: While, atEnd: AtEnd | null = null): string {
  const [before, loopLabel] = [g.fresh("m"), g.fresh("L")];
  const code = g.framed(() => {
    const initial = statement.initial === null ? "" : voidExpression(g, statement.initial);
    const { test, end } = conditionOf(g, statement, atEnd);
    if (statement.isPostfixDo) {
      const body = g.scoped(() => statements(g, statement.body, null));
      return `for (;;) { ${FUEL} ${body} if (!${test}) break; } ${end}`;
    }
    if (statement.isModifier) {
      // Not a loop for `last` and `next`, nor for captures.
      const body = g.framed(() => statements(g, statement.body, null));
      return `while (${test}) { ${FUEL} ${body} } ${end}`;
    }
    const doneLabel = atEnd === null ? loopLabel : g.fresh("D");
    const labels = { label: statement.label, last: doneLabel };
    // With a step, or with a variable of its own, the body is a block for itself.
    const isBlock = statement.step !== null || some([statement.initial, statement.condition], isDeclaration);
    const captures = isBlock ? "are over" : "stay";
    const body = passOf(g, labels, before, captures, () => statements(g, statement.body, null));
    const step = statement.step === null ? "" : voidExpression(g, statement.step);
    const loop = ended(doneLabel, `${loopLabel}: while (${test}) { ${FUEL} ${body} ${step} }`, end);
    return `${initial} ${restoring(g, before, loop)}`;
  });
  return `{ ${code} }`;
}

/** The value of such a loop is that of its condition. */
function conditionOf(g: Generator, { condition, at }: While, atEnd: AtEnd | null): { test: string; end: string } {
  if (condition === null) return { test: "true", end: "" };
  if (atEnd === null) return { test: truth(g, condition), end: "" };
  // For `until` Perl returns what is negated, or a constant.
  if (condition.kind === "unary" && condition.operator === "!") return g.unsupported("the value of this loop", { at });
  const kept = g.temporary();
  return { test: g.call("isTrue", `(${kept} = ${value(g, condition)})`), end: atEnd(kept) };
}

function ended(doneLabel: string, loop: string, end: string): string {
  return end === "" ? loop : `${doneLabel}: { ${loop} ${end} }`;
}

/** A loop's captures are over at its end. */
function restoring(g: Generator, saved: string, code: string): string {
  return g.sub.capturing ? `{ const ${saved} = M; ${code} M = ${saved}; }` : `{ ${code} }`;
}

function isDeclaration({ kind }: { readonly kind: string }): boolean {
  return kind === "my";
}

/**
 * One pass, which `next` and `last` leave. Its captures may stay for the next one, unless `next` leads to it; where
 * passes have no order, it is not known which one's these are.
 */
function passOf(
  g: Generator,
  { label, last }: { readonly label: string | null; readonly last: string },
  saved: string,
  captures: "stay" | "are over" | "are unknown",
  make: () => string,
): string {
  const [pass, match] = [g.fresh("B"), g.fresh("m")];
  const { capturing } = g.sub;
  const restore = capturing ? `M = ${saved}; ` : "";
  const loop: Loop = { label, next: `{ ${restore}break ${pass}; }`, last: `break ${last};` };
  g.boundary.loops.push(loop);
  const code = g.framed(make);
  g.boundary.loops.pop();
  const body = `${pass}: { ${code} }`;
  if (!capturing || captures === "stay") return body;
  if (captures === "are over") return `const ${match} = M; ${body} M = ${match};`;
  return `${body} if (M !== ${saved}) M = ${g.name("UNKNOWN")};`;
}

export function foreachLoop(g: Generator, statement: Foreach, atEnd: AtEnd | null = null): string {
  const { variable, body } = statement;
  const lexical = lexicalOf(variable);
  if (lexical === null) return g.unsupported("this form of foreach", statement);
  const isUnordered = isHashList(statement.list);
  if (isUnordered && !isOrderFreeBody(body, isKeys(statement.list) ? lexical : null))
    g.unsupported("the order of a hash", statement);
  const [before, loopLabel, items, at] = [g.fresh("m"), g.fresh("L"), g.fresh("l"), g.fresh("i")];
  const doneLabel = atEnd === null ? loopLabel : g.fresh("D");
  const array = arrayOf(statement.list);
  const isWritten = g.marks.written.has(lexical);
  if (isWritten && (lexical.hasPosition || lexical.isReferenced))
    g.unsupported("such a change of a loop's variable", statement);
  if (isWritten && array === null && !isTemporary(statement.list))
    g.unsupported("a change of the list's values in a loop", statement);
  if (holdsElements(statement.list)) g.unsupported("elements that a loop could change", statement);
  checkChanges(g, statement);
  const source = array === null ? itemsCode(g, statement.list, isUnordered) : arrayCode(g, array);
  if (!isWritten && !isTemporary(statement.list)) g.aliases.add(lexical);
  const name = isWritten || lexical.isReferenced ? `${items}[${at}]` : g.fresh("x");
  if (lexical.isReferenced) g.unsupported("a reference to a loop's variable", statement);
  if (isUnordered) g.inUnorderedLoop++;
  const code = g.framed(() => {
    const labels = { label: statement.label, last: doneLabel };
    const pass = passOf(g, labels, before, isUnordered ? "are unknown" : "stay", () => {
      g.declareAs(lexical, name, isWritten && array !== null ? -1 : undefined);
      return statements(g, body, null);
    });
    const take = isWritten ? "" : `let ${name} = ${items}[${at}]; `;
    const loop = `${loopLabel}: for (let ${at} = 0; ${at} < ${items}.length; ${at}++) { ${FUEL} ${take}${pass} }`;
    return `const ${items} = ${source}; ${restoring(g, before, ended(doneLabel, loop, atEnd?.('""') ?? ""))}`;
  });
  if (isUnordered) g.inUnorderedLoop--;
  return `{ ${code} }`;
}

function isKeys(node: Expression): boolean {
  return node.kind === "builtin" && node.name === "keys" && node.arguments[0]?.kind !== "variable"
    ? (node.arguments[0] as Expression | undefined)?.kind === "dereference"
    : node.kind === "builtin" && node.name === "keys" && (node.arguments[0] as Variable).sigil === "%";
}

function isHashList(node: Expression): boolean {
  if (node.kind === "list" && node.items.length === 1) return isHashList(node.items[0] as Expression);
  if (node.kind !== "builtin" || (node.name !== "keys" && node.name !== "values")) return false;
  const [only] = node.arguments;
  return (only?.kind === "variable" || only?.kind === "dereference") && only.sigil === "%";
}

/** The one array that a loop goes through: its elements are the loop's variable. */
function arrayOf(node: Expression): Expression | null {
  if (node.kind === "list" && node.items.length === 1) return arrayOf(node.items[0] as Expression);
  return (node.kind === "variable" || node.kind === "dereference") && node.sigil === "@" ? node : null;
}

function itemsCode(g: Generator, node: Expression, isUnordered: boolean): string {
  if (node.kind === "list" && node.items.length === 1) return itemsCode(g, node.items[0] as Expression, isUnordered);
  const [only, second] = node.kind === "builtin" && node.name === "reverse" ? node.arguments : [];
  const array = only === undefined || second !== undefined ? null : arrayOf(only);
  if (array?.kind !== "dereference") return handedList(g, node, isUnordered);
  // What is undef is a fault here, and nothing comes to be.
  return `${g.call("arrayThere", value(g, array.reference))}.slice().reverse()`;
}

function arrayCode(g: Generator, node: Expression): string {
  if (node.kind === "dereference")
    return containerOf(g, { kind: "through", at: node.at, reference: node.reference }, "array");
  return list(g, node);
}

function isTemporary(node: Expression): boolean {
  if (node.kind === "list") return node.items.length > 0 && node.items.every(isTemporary);
  if (node.kind === "builtin") return ["split", "keys"].includes(node.name);
  return node.kind === "range";
}

/** The loop's variable is the element itself: a change of the elements in the loop would be seen in it. */
function checkChanges(g: Generator, statement: Foreach): void {
  checkCaptures(g, [statement.list], statement.body);
  if (mayChange(g, statement.body, aliasesIn(statement.list), lexicalOf(statement.variable))) {
    g.unsupported("a change of the list in a loop", statement);
  }
}

/** `while (my ($key, $value) = each %hash)`: all pairs, in no order. Null: it is something else. */
export function eachLoop(g: Generator, statement: While, atEnd: AtEnd | null = null): string | null {
  const { condition } = statement;
  if (condition?.kind !== "assignment" || condition.operator !== "" || condition.right.kind !== "builtin") return null;
  if (condition.right.name !== "each" || condition.left.kind !== "my" || !condition.left.isList) return null;
  const [key, item, third] = condition.left.variables;
  const [hash] = condition.right.arguments;
  if (key?.sigil !== "$" || third !== undefined || (item && item.sigil !== "$")) return null;
  if ((hash?.kind !== "variable" && hash?.kind !== "dereference") || hash.sigil !== "%") return null;
  if (!isOrderFreeBody(statement.body, lexicalOf(key))) return g.unsupported("the order of a hash", statement);
  const [before, loopLabel, pair] = [g.fresh("m"), g.fresh("L"), g.fresh("p")];
  const doneLabel = atEnd === null ? loopLabel : g.fresh("D");
  const source =
    hash.kind === "variable"
      ? containerOf(g, hash, "hash")
      : containerOf(g, { kind: "through", at: hash.at, reference: hash.reference }, "hash");
  g.inUnorderedLoop++;
  const code = g.framed(() => {
    const labels = { label: statement.label, last: doneLabel };
    const pass = passOf(g, labels, before, "are over", () => {
      const names = [key, item].map((variable) => (variable ? scalarName(g, variable) : null));
      const assignments = names.map((name, index) => (name === null ? "" : `${name} = ${pair}[${index}];`)).join(" ");
      return `${assignments} ${statements(g, statement.body, null)}`;
    });
    const loop = `${loopLabel}: for (const ${pair} of [...${source}.entries()]) { ${FUEL} ${pass} }`;
    return ended(doneLabel, loop, atEnd?.("0") ?? "");
  });
  g.inUnorderedLoop--;
  return restoring(g, before, code);
}

function scalarName(g: Generator, variable: Variable): string {
  declare(g, variable);
  const lexical = lexicalOf(variable);
  if (lexical === null) return g.unsupported("each with a variable of a package", variable);
  const { js } = g.lexical(lexical, variable);
  return lexical.isReferenced ? `${js}.v` : js;
}
