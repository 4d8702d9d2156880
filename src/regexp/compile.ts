import { isFirst } from "./analysis.js";
import { type Expression, everyNode, type Place } from "./ast.js";
import type { RegExpCompilation } from "./index.js";
import { boundaryOfLostLineStart } from "./lost-line-start.js";
import { NativeRegExp } from "./native.js";
import { parseRegExp } from "./parse.js";
import { makeProgram } from "./program.js";
import { TreeOfSource } from "./tree.js";

/** Compiles a Perl regular expression, as matched against byte strings without locale. */
export function compileRegExp(source: string): RegExpCompilation {
  try {
    return compile(source);
  } catch (error) {
    // Hundreds of loops in each other.
    if (error instanceof RangeError) return { kind: "unsupported", feature: "very deep nesting", offset: 0 };
    throw error;
  }
}

function compile(source: string): RegExpCompilation {
  const parsed = parseRegExp(source);
  if (parsed.kind !== "expression") return parsed;
  const { expression } = parsed;
  // Also where it would never be tried: Perl may reject it, or begin elsewhere because of it.
  for (const node of everyNode(expression.body)) {
    if (node.kind === "untranslatable") return { kind: "unsupported", feature: node.feature, offset: node.start };
    if (node.kind === "anchor" && node.place === "position" && !isFirst(node, expression.body)) {
      return { kind: "unsupported", feature: "\\G in the middle", offset: node.start };
    }
  }
  const lost = boundaryOfLostLineStart(expression);
  if (lost !== null)
    return { kind: "unsupported", feature: "a boundary right after the start of a line", offset: lost.start };
  const tree = new TreeOfSource(source, expression);
  const general = makeProgram(tree, { withoutNewlines: false });
  if ("feature" in general) return general;
  if (!dependsOnNewlines(expression)) {
    return { kind: "compiled", regexp: new NativeRegExp(tree, expression, general, general) };
  }
  const withoutNewlines = makeProgram(tree, { withoutNewlines: true });
  if ("feature" in withoutNewlines) return withoutNewlines;
  return { kind: "compiled", regexp: new NativeRegExp(tree, expression, general, withoutNewlines) };
}

const NEWLINE_PLACES: ReadonlySet<Place> = new Set(["finalEnd", "lineStart", "lineEnd"]);

/** Whether a simpler program serves subjects without newlines. */
function dependsOnNewlines(expression: Expression): boolean {
  for (const node of everyNode(expression.body)) {
    if (node.kind === "lineBreak" || node.kind === "grapheme") return true;
    if (node.kind === "anchor" && NEWLINE_PLACES.has(node.place)) return true;
  }
  return false;
}
