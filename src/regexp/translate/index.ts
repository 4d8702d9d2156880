/** The tree of a Perl expression to V8's constructs: a translation for each kind of node. */
import type { Expression } from "../ast.js";
import { capture, either, FAIL, NOTHING, setOf, type Target } from "../target.js";
import { translateAnchor } from "./anchor.js";
import { translateAtomic } from "./atomic.js";
import { translateBackreference } from "./backreference.js";
import { withoutConditionals } from "./conditional.js";
import { translateKeep } from "./keep.js";
import { translateGrapheme, translateLineBreak } from "./line-break.js";
import { translateLook } from "./look.js";
import { translateQuantified } from "./quantified.js";
import { withoutRecursions } from "./recursion.js";
import { translateSequence } from "./sequence.js";
import {
  OUTERMOST,
  type Surroundings,
  Translation,
  type Translators,
  untranslatable,
  type Variant,
} from "./translation.js";
import { translateWordBoundary } from "./word-boundary.js";

const TRANSLATORS: Translators = {
  empty: () => NOTHING,
  fail: () => FAIL,
  characters: (node) => setOf(node.set),
  sequence: translateSequence,
  alternation: (node, translation, surroundings) =>
    either(...node.branches.map((branch) => translation.translate(branch, surroundings))),
  capture: (node, translation, surroundings) =>
    capture(translation.addSlot(node.group), translation.translate(node.body, surroundings)),
  atomic: translateAtomic,
  look: translateLook,
  quantified: translateQuantified,
  anchor: translateAnchor,
  wordBoundary: translateWordBoundary,
  lineBreak: translateLineBreak,
  grapheme: translateGrapheme,
  keep: translateKeep,
  backreference: translateBackreference,
  conditional: (node) => untranslatable("a condition", node),
  recursion: (node) => untranslatable("a recursion", node),
  untranslatable: (node) => untranslatable(node.feature, node),
};

/** Without conditionals and recursions, where it can be said without. Throws TranslationStop. */
export function simplify(expression: Expression): Expression {
  return withoutConditionals(withoutRecursions(expression));
}

/** Throws TranslationStop. */
export function translate(
  expression: Expression,
  variant: Variant,
): { readonly target: Target; readonly translation: Translation } {
  const simplified = simplify(expression);
  const translation = new Translation(simplified, variant, TRANSLATORS);
  const surroundings: Surroundings = variant.notEmpty === true ? { ...OUTERMOST, next: null } : OUTERMOST;
  return { target: translation.translate(simplified.body, surroundings), translation };
}
