import { everyNode, type Node } from "../../regexp/ast.js";
import { effortOf } from "../../regexp/effort.js";
import { widthOf } from "../../regexp/width.js";
import type { Lint } from "./lint.js";
import { patternsOf } from "./patterns.js";

/** How fast the effort may grow with a line's length before it is worth a word: length to this power. */
const EXPONENT_MAX = 6;

/** Loops that can share a stretch of the line between them in many ways. */
export const runawayPattern: Lint = function* (facts) {
  for (const { rule, pattern } of patternsOf(facts)) {
    const expression = facts.expressionOf(pattern);
    if (expression === null) continue;
    const growth = growthOf(expression.body);
    if (growth === null) continue;
    yield {
      rule,
      span: pattern.span,
      message: `the effort for a line that nearly matches ${growth}: its loops can share a stretch in many ways`,
      hint: "let loops in one another, or one after the other, take different characters: ([^,]*),([^,]*) for (.*),(.*)",
    };
  }
};

function growthOf(body: Node): string | null {
  if (everyNode(body).some(isAmbiguousLoop)) return "doubles with each character";
  const { exponent } = effortOf(body, false);
  if (exponent <= EXPONENT_MAX || exponent === Number.POSITIVE_INFINITY) return null;
  return `grows as its length to the power of ${exponent}`;
}

/** A loop around a loop with nothing between the rounds that must be there: (a+)+, (\w+\s?)*. */
function isAmbiguousLoop(node: Node): boolean {
  if (node.kind !== "quantified" || node.max !== Number.POSITIVE_INFINITY || node.appetite === "possessive")
    return false;
  return partsOf(node.body).some((parts) => {
    const loops = parts.filter((part) => part.kind === "quantified" && part.max === Number.POSITIVE_INFINITY);
    const others = parts.filter((part) => !loops.includes(part));
    return loops.length > 0 && others.every((part) => widthOf(part).min === 0);
  });
}

/** What each way through the body consists of, groups opened. */
function partsOf(node: Node): readonly (readonly Node[])[] {
  switch (node.kind) {
    case "capture":
      return partsOf(node.body);
    case "alternation":
      return node.branches.flatMap(partsOf);
    case "sequence":
      return [node.items.flatMap((item) => (item.kind === "capture" ? (partsOf(item)[0] ?? [item]) : [item]))];
    default:
      return [[node]];
  }
}
