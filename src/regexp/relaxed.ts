/**
 * A simpler expression that matches wherever the expression does, and that V8's linear
 * engine can match: without look-arounds, references, atomic groups and large counts. A
 * subject that it does not match need not be matched under the guard.
 */
import { type Expression, type Node, withChildren } from "./ast.js";
import { ANY_BYTE } from "./byte-set.js";
import { generate } from "./generate.js";
import { hasLinearEngine } from "./guard.js";
import { simplify, translate } from "./translate/index.js";
import { TranslationStop } from "./translate/translation.js";

/** The linear engine copies what is counted, up to so many times in all. */
const COUNT_MAX = 4;

/** Null when there is none. */
export function relaxedRegExp(expression: Expression): RegExp | null {
  try {
    const relaxed = { ...expression, body: relax(simplify(expression).body) };
    const regexp = new RegExp(generate(translate(relaxed, { withoutNewlines: false }).target));
    return hasLinearEngine(regexp) ? regexp : null;
  } catch (stop) {
    if (stop instanceof TranslationStop || stop instanceof SyntaxError || stop instanceof RangeError) return null;
    throw stop;
  }
}

function relax(node: Node): Node {
  const { start, end } = node;
  switch (node.kind) {
    case "capture":
    case "atomic":
      return relax(node.body);
    case "look":
    case "keep":
    case "wordBoundary":
      return { kind: "empty", start, end };
    case "anchor":
      // The others need look-arounds.
      return node.place === "start" || node.place === "end" ? node : { kind: "empty", start, end };
    case "backreference":
    case "lineBreak":
    case "grapheme":
      return anything(node);
    case "quantified": {
      const body = relax(node.body);
      const min = Math.min(node.min, COUNT_MAX);
      const max = node.max > COUNT_MAX ? Number.POSITIVE_INFINITY : node.max;
      return { ...node, body, min, max, appetite: node.appetite === "possessive" ? "greedy" : node.appetite };
    }
    default:
      return withChildren(node, relax);
  }
}

function anything({ start, end }: Node): Node {
  const body: Node = { kind: "characters", set: ANY_BYTE, isWide: false, start, end };
  return { kind: "quantified", body, min: 0, max: Number.POSITIVE_INFINITY, appetite: "greedy", start, end };
}
