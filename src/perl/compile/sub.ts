/** Subs: JavaScript that makes them, and what they need to be made anew in the real Perl. */
import { isComparison } from "../analyse/order.js";
import { mayBePassedOn, parameterFault } from "../analyse/parameters.js";
import type { Block, Expression, Lexical } from "../ast.js";
import type { Origin } from "../runtime/values.js";
import { value } from "./expression.js";
import type { Generator } from "./generator.js";
import { freshHandedList } from "./handed.js";
import { subFunction } from "./statement.js";

export interface SubText {
  readonly at: number;
  readonly body: Block;
  readonly source: string;
}

export function makeSub(g: Generator, { body, source, at }: SubText): string {
  const lexicals = g.marks.captured.get(body) ?? [];
  if (!g.marks.outermost.has(body)) {
    const fault = parameterFault(body, lexicals);
    if (fault !== null) g.unsupported(fault, { at });
  }
  const made = subFunction(g, body);
  const origin: Origin = {
    source,
    line: g.line(at),
    names: lexicals.map(({ sigil, name }) => sigil + name),
    isQuiet: g.isQuiet,
    isComparison: isComparison(body),
    mayBePassedOn: mayBePassedOn(body, lexicals),
  };
  const isTold = lexicals.every(({ sigil, isReferenced }) => sigil !== "$" || isReferenced);
  const captured = isTold ? `() => [${lexicals.map((lexical) => capturedName(g, lexical, at)).join(", ")}]` : "null";
  return `new ${g.name("Code")}(${made}, X, ${g.constant(origin)}, ${captured})`;
}

function capturedName(g: Generator, lexical: Lexical, at: number): string {
  return g.lexical(lexical, { at }).js;
}

type Call = Extract<Expression, { kind: "call" }>;

/** What is called. */
function calleeOf(g: Generator, { code }: Call): string {
  if (code.kind === "named") return `${g.global("&", code.name)}.code`;
  return g.call("codeOf", value(g, code));
}

/** A call in scalar, list or void context. */
export function callOf(g: Generator, node: Call, how: "callForValue" | "callForList" | "callForNothing"): string {
  return g.call(how, "S", calleeOf(g, node), freshHandedList(g, node.arguments));
}
