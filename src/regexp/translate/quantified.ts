import {
  type EmptyOrder,
  emptyOrderOf,
  groupsIn,
  hasOneEnd,
  KEEP,
  referredGroups,
  setsAllGroups,
  withoutParentheses,
} from "../analysis.js";
import { everyNode, type Node, type Quantified } from "../ast.js";
import { ahead, either, FAIL, NOTHING, repeat, sequence, type Target } from "../target.js";
import { widthOf } from "../width.js";
import { translateAtomic } from "./atomic.js";
import { type Surroundings, type Translation, untranslatable } from "./translation.js";

/**
 * Quantifiers. Two things differ between Perl and V8:
 *  - V8 unsets the groups of a loop at the start of each iteration, Perl keeps them;
 *  - when an iteration matches nothing, Perl leaves the loop and goes on, V8 goes back.
 */
export function translateQuantified(node: Quantified, translation: Translation, surroundings: Surroundings): Target {
  if (node.min > node.max) return FAIL;
  if (node.appetite === "possessive") {
    // Perl forgets that there is a group, and does not unset it when it goes back.
    if (hasOneEnd(node) && groupsIn(node.body).size > 0) untranslatable("a possessive group", node);
    // Perl tries it at other places too.
    if (widthOf(node.body).max === 0) untranslatable("a possessive place", node);
    const { start, end } = node;
    const body: Quantified = { ...node, appetite: "greedy" };
    return translateAtomic({ kind: "atomic", body, start, end }, translation, surroundings);
  }
  checkBody(node);
  if (node.max === 0) return NOTHING;
  if (node.max === 1) return translateOptional(node, translation, surroundings);
  return translateLoop(node, translation, surroundings);
}

/** What Perl gets wrong when it repeats it. */
function checkBody(node: Quantified): void {
  const body = withoutParentheses(node.body);
  // Perl gives back half a line break, as if all were one byte wide.
  if (body.kind === "lineBreak" && node.min !== node.max) untranslatable("a line break of any number", node);
  // Perl dies when it comes to it.
  if (body.kind === "characters" && body.set.size === 0 && !body.isWide)
    untranslatable("a repeated class without members", node);
  // Perl lets it match.
  if (neverMatches(body)) untranslatable("a repeated failure", node);
  // Perl looks for a literal that no match contains.
  if (node.min > 1 && containsRepeatedLiteral(body)) untranslatable("a repeated literal in what is repeated", node);
  // Perl forgets the group when it goes back.
  if (containsFixedGroup(body)) untranslatable("a group of a fixed number in what is repeated", node);
  // Perl does not go back on it.
  if (groupsIn(body).has(KEEP) && node.max > 0) untranslatable("\\K in what is repeated", node);
}

/** Like `a{2}`. */
function containsRepeatedLiteral(body: Node): boolean {
  return everyNode(body).some(
    (part) =>
      part.kind === "quantified" &&
      part.min > 0 &&
      part.min === part.max &&
      everyNode(part.body).some((inner) => inner.kind === "characters" && inner.set.size === 1),
  );
}

/** Like `(a){2}`, or `()+`. */
function containsFixedGroup(body: Node): boolean {
  return everyNode(body).some(
    (part) =>
      part.kind === "quantified" &&
      part.max > 0 &&
      (part.min === part.max || widthOf(part.body).max === 0) &&
      groupsIn(part).size > 0,
  );
}

/** `(?!)`, `(*FAIL)` and a{3,1} */
function neverMatches(node: Node): boolean {
  return (
    node.kind === "fail" || (node.kind === "look" && node.negative && withoutParentheses(node.body).kind === "empty")
  );
}

function translateOptional(node: Quantified, translation: Translation, surroundings: Surroundings): Target {
  const body = translation.translate(node.body, { ...surroundings, afterChoice: true });
  if (node.min === 1) return body;
  const isLazy = node.appetite === "lazy";
  if (emptyOrderOf(node.body) === "never") return repeat(body, 0, 1, isLazy);
  // V8 would not let the one iteration match nothing.
  return isLazy ? either(NOTHING, body) : either(body, NOTHING);
}

function translateLoop(node: Quantified, translation: Translation, surroundings: Surroundings): Target {
  const inside = { ...surroundings, afterChoice: true, loops: [...surroundings.loops, node.body], next: null };
  const order = emptyOrderOf(node.body);
  const hasGroups = groupsIn(node.body).size > 0;
  if (hasGroups && !setsAllGroups(node.body)) untranslatable("a group that keeps its value over iterations", node);
  if (hasGroups && order !== "never") checkReferences(node, translation);
  const body = translation.translate(node.body, inside);
  const { min, max } = node;
  const isLazy = node.appetite === "lazy";
  if (order === "only") {
    if (min > 0) return body;
    return isLazy ? either(NOTHING, body) : either(body, NOTHING);
  }
  // With the fewest iterations first, an empty one leads nowhere that has not been tried.
  if (order === "never" || min === max) return repeat(body, min, max, isLazy);
  const isBounded = min > 0 && max !== Number.POSITIVE_INFINITY;
  // V8 would count empty iterations that Perl does not try.
  if (isBounded && (isLazy || order === "first")) untranslatable("a loop over what may be empty", node);
  if (isLazy) return repeat(body, min, max, isLazy);
  return hasGroups
    ? translateLastEmpty(node, translation, inside, { body, order })
    : translateEmpty(node, { body, order });
}

/** A loop without groups in which an iteration may match nothing. */
function translateEmpty(node: Quantified, of: { readonly body: Target; readonly order: EmptyOrder }): Target {
  const { min, max } = node;
  if (of.order === "last") return repeat(of.body, min, max);
  // Perl takes the empty iteration first and leaves: as if the loop were lazy.
  if (of.order === "first") return repeat(of.body, min, max, true);
  return untranslatable("a loop over what may be empty", node);
}

/**
 * A loop with groups in which, first of all or when nothing else is left, an iteration
 * matches nothing: its groups count, so V8 gets it as one more item after the loop. (When it comes first, a
 * look-ahead takes this way and no other.)
 */
function translateLastEmpty(
  node: Quantified,
  translation: Translation,
  inside: Surroundings,
  of: { readonly body: Target; readonly order: EmptyOrder },
): Target {
  const isKnown = of.order === "last" || (of.order === "first" && node.min < 2);
  if (!isKnown || node.max !== Number.POSITIVE_INFINITY) {
    return untranslatable("a loop over a group that may be empty", node);
  }
  const once = translation.preferred(() => translation.translate(node.body, inside));
  if (of.order === "first") return sequence(repeat(of.body, node.min, node.max, true), ahead(once));
  return sequence(repeat(of.body, node.min, node.max), either(once, NOTHING));
}

/** With references to its groups, what follows a loop depends on more than the place where it ends. */
function checkReferences(node: Quantified, translation: Translation): void {
  const groups = groupsIn(node.body);
  const { expression } = translation;
  for (const part of everyNode(expression.body)) {
    if (part.kind !== "backreference") continue;
    if (referredGroups(expression, part.to).some((group) => groups.has(group))) {
      untranslatable("a reference to a group that may be empty", part);
    }
  }
}
