import { alphabetOf, KEEP } from "./analysis.js";
import { type Expression, everyNode, type Place, type UnsupportedExpression } from "./ast.js";
import { otherCase, withBothCases } from "./character-rules.js";
import { generate } from "./generate.js";
import type { RegExpCompilation } from "./index.js";
import { NativeRegExp, type Program } from "./native.js";
import { parseRegExp } from "./parse.js";
import type { Slot, Target } from "./target.js";
import { translate } from "./translate/index.js";
import { type Translation, TranslationStop } from "./translate/translation.js";

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
  // Also where it would never be tried: Perl may reject it.
  for (const node of everyNode(expression.body)) {
    if (node.kind === "untranslatable") return { kind: "unsupported", feature: node.feature, offset: node.start };
  }
  const general = programOf(expression, false);
  if ("feature" in general) return general;
  if (!dependsOnNewlines(expression)) {
    return { kind: "compiled", regexp: new NativeRegExp(expression, general, general) };
  }
  const withoutNewlines = programOf(expression, true);
  if ("feature" in withoutNewlines) return withoutNewlines;
  return { kind: "compiled", regexp: new NativeRegExp(expression, general, withoutNewlines) };
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

/** Sources up to this length are never too large for V8, whatever the counts in them. */
const SURELY_SMALL = 5000;

function programOf(expression: Expression, withoutNewlines: boolean): Program | UnsupportedExpression {
  try {
    const { target, translation } = translate(expression, withoutNewlines);
    if (translation.ignoresCase) checkIgnoringCase(target, translation);
    const regexp = new RegExp(generate(target), translation.ignoresCase ? "i" : "");
    // V8 compiles at the first use, and only then refuses what is too large for it.
    if (regexp.source.length > SURELY_SMALL) regexp.test("");
    return {
      regexp,
      groups: Array.from({ length: expression.groupCount + 1 }, (_, group) => numbersOf(translation.slots.get(group))),
      keeps: numbersOf(translation.slots.get(KEEP)),
    };
  } catch (stop) {
    if (stop instanceof TranslationStop) return stop.problem;
    if (stop instanceof SyntaxError || stop instanceof RangeError) {
      return { kind: "unsupported", feature: "an expression that is too large for V8", offset: 0 };
    }
    throw stop;
  }
}

function numbersOf(slots: readonly Slot[] | undefined): readonly number[] {
  return (slots ?? []).map((slot) => slot.number);
}

/** When V8 ignores case for the sake of a reference, nothing else may change by it. */
function checkIgnoringCase(target: Target, translation: Translation): void {
  const { expression, comparedWithCase } = translation;
  if (!setsIgnoreCase(target)) throw new TranslationStop("a reference that ignores case among what does not", 0);
  for (const node of everyNode(expression.body)) {
    if (node.kind !== "capture" || !comparedWithCase.has(node.group)) continue;
    const alphabet = alphabetOf(node.body);
    if (alphabet.bytes().some((byte) => otherCase(byte, "unicode") !== byte)) {
      throw new TranslationStop("references with and without case", node.start);
    }
  }
}

function setsIgnoreCase(target: Target): boolean {
  switch (target.kind) {
    case "set":
      return withBothCases(target.set, "unicode").equals(target.set);
    case "sequence":
      return target.items.every(setsIgnoreCase);
    case "alternation":
      return target.branches.every(setsIgnoreCase);
    case "capture":
    case "look":
    case "repeat":
      return setsIgnoreCase(target.body);
    default:
      return true;
  }
}
