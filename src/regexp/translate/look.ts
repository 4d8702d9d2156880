import { groupsIn, hasOneEnd, referredGroups } from "../analysis.js";
import { childrenOf, everyNode, type Look, type Node, withChildren } from "../ast.js";
import type { Target } from "../target.js";
import { widthOf } from "../width.js";
import { checkKeptGroups } from "./atomic.js";
import { type Surroundings, type Translation, untranslatable } from "./translation.js";

/** `(?=...)`, `(?!...)`, `(?<=...)`, `(?<!...)` */
export function translateLook(node: Look, translation: Translation, surroundings: Surroundings): Target {
  const groups = groupsIn(node.body);
  if (node.negative && groups.size > 0) {
    checkNegativeGroups(node, surroundings);
    const ungrouped = withoutGroups(node.body);
    return translateLook({ ...node, body: ungrouped }, translation, surroundings);
  }
  if (!node.negative) checkKeptGroups(node, surroundings);
  if (node.behind && groups.size > 0) checkGroupsBehind(node, translation, groups);
  if (!node.behind && !node.negative) checkEmptyAhead(node, surroundings);
  const body = translation.translate(node.body, { ...surroundings, backwards: node.behind, next: "nothing" });
  return { kind: "look", behind: node.behind, negative: node.negative, body };
}

/**
 * Where a match may begin with a look-ahead, Perl looks for a place where it does, and
 * forgets that it may be empty.
 */
function checkEmptyAhead(node: Look, surroundings: Surroundings): void {
  if (widthOf(node.body).min > 0) return;
  if (!everyNode(node.body).some(({ kind }) => kind === "quantified")) return;
  if (surroundings.afterWidth) return;
  untranslatable("a look-ahead that may be empty", node);
}

/**
 * Perl keeps what a group matched before the look-around failed. They stay unset only
 * when nothing comes after them that can fail, and when a success leads nowhere else.
 */
function checkNegativeGroups(node: Look, surroundings: Surroundings): void {
  if (surroundings.afterChoice || node.behind || !groupsAreLast(node.body)) {
    untranslatable("a group in a negative look-around", node);
  }
}

/** Whether the node has matched when one of its groups has. */
function groupsAreLast(node: Node): boolean {
  switch (node.kind) {
    case "sequence":
      return node.items.every(
        (item, at) => groupsIn(item).size === 0 || (at === node.items.length - 1 && groupsAreLast(item)),
      );
    case "alternation":
      return node.branches.every(groupsAreLast);
    case "capture":
      return groupsAreLast(node.body);
    default:
      return groupsIn(node).size === 0;
  }
}

function withoutGroups(node: Node): Node {
  return node.kind === "capture" ? withoutGroups(node.body) : withChildren(node, withoutGroups);
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
