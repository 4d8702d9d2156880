import { groupsIn, hasOneEnd, referredGroups } from "../analysis.js";
import { childrenOf, everyNode, type Look, type Node } from "../ast.js";
import type { Target } from "../target.js";
import { widthOf } from "../width.js";
import { type Surroundings, type Translation, untranslatable } from "./translation.js";

/** `(?=...)`, `(?!...)`, `(?<=...)`, `(?<!...)` */
export function translateLook(node: Look, translation: Translation, surroundings: Surroundings): Target {
  const groups = groupsIn(node.body);
  // Perl keeps what a group matched before the look-around failed.
  if (node.negative && groups.size > 0) untranslatable("a group in a negative look-around", node);
  if (node.behind && groups.size > 0) checkGroupsBehind(node, translation, groups);
  if (!node.behind && !node.negative) checkEmptyAhead(node, translation, surroundings);
  const body = translation.translate(node.body, { ...surroundings, backwards: node.behind });
  return { kind: "look", behind: node.behind, negative: node.negative, body };
}

/**
 * Where a match may begin with a look-ahead, Perl looks for a place where it does, and
 * forgets that it may be empty.
 */
function checkEmptyAhead(node: Look, translation: Translation, surroundings: Surroundings): void {
  if (widthOf(node.body).min > 0) return;
  if (![...everyNode(node.body)].some(({ kind }) => kind === "quantified")) return;
  if (surroundings.afterWidth || beginsAtStart(translation.expression.body)) return;
  untranslatable("a look-ahead that may be empty", node);
}

/** Whether the expression only matches at the start of the subject. */
function beginsAtStart(node: Node): boolean {
  const [first] = node.kind === "sequence" ? node.items : [];
  return first === undefined ? node.kind === "anchor" && node.place === "start" : beginsAtStart(first);
}

/**
 * Perl matches a look-behind from left to right, V8 from right to left. Their groups have
 * the same values where every part has one width, so that it has one place.
 */
function checkGroupsBehind(node: Look, translation: Translation, groups: ReadonlySet<number>): void {
  for (const part of everyNode(node.body)) {
    const isRepeatedGroup = part.kind === "quantified" && part.max !== 1 && groupsIn(part).size > 0;
    if (!hasOneEnd(part) || isRepeatedGroup || refersTo(part, translation, groups)) {
      untranslatable("a group in a look-behind", node);
    }
  }
}

function refersTo(node: Node, translation: Translation, groups: ReadonlySet<number>): boolean {
  if (node.kind === "backreference") {
    return referredGroups(translation.expression, node.to).some((group) => groups.has(group));
  }
  return childrenOf(node).some((child) => refersTo(child, translation, groups));
}
