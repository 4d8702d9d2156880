/** How many bytes a node can match. */
import type { Node } from "./ast.js";

export interface Width {
  readonly min: number;
  /** Infinity without a limit, or where Perl sees none. */
  readonly max: number;
}

const NOTHING: Width = { min: 0, max: 0 };
const ANYTHING: Width = { min: 0, max: Number.POSITIVE_INFINITY };

/** A lower and an upper bound; Perl's own bounds, which decide whether it accepts a look-behind. */
export function widthOf(node: Node): Width {
  switch (node.kind) {
    case "characters":
      return { min: 1, max: 1 };
    case "lineBreak":
      return { min: 1, max: 2 };
    case "grapheme":
      return { min: 1, max: Number.POSITIVE_INFINITY };
    case "sequence":
      return node.items
        .map(widthOf)
        .reduce((all, item) => ({ min: all.min + item.min, max: all.max + item.max }), NOTHING);
    case "alternation":
      return widest(node.branches.map(widthOf));
    case "capture":
    case "atomic":
      return widthOf(node.body);
    case "quantified": {
      if (node.min > node.max) return NOTHING;
      const body = widthOf(node.body);
      return { min: body.min * node.min, max: times(body.max, node.max) };
    }
    case "conditional":
      return node.condition.kind === "define" ? NOTHING : widest([widthOf(node.yes), widthOf(node.no)]);
    case "backreference":
    case "recursion":
    case "untranslatable":
      return ANYTHING;
    default:
      return NOTHING;
  }
}

function widest(widths: readonly Width[]): Width {
  return { min: Math.min(...widths.map(({ min }) => min)), max: Math.max(...widths.map(({ max }) => max)) };
}

/** A repeated width; what has no limit has none however often it is repeated. */
function times(max: number, count: number): number {
  if (max === 0 || max === Number.POSITIVE_INFINITY) return max;
  return max * count;
}
