import { groupsIn, hasChoice } from "../analysis.js";
import type { Node, Sequence } from "../ast.js";
import { nextOf } from "../first.js";
import { sequence, type Target } from "../target.js";
import { widthOf } from "../width.js";
import type { Surroundings, Translation } from "./translation.js";

export function translateSequence(node: Sequence, translation: Translation, surroundings: Surroundings): Target {
  let before = surroundings;
  const items = node.items.map((item, at) => {
    const target = translation.translate(item, nextKnown(before, node, at, translation));
    before = after(item, before);
    return target;
  });
  return sequence(...items);
}

/** Only atomic groups want to know what follows: all the others are spared the work. */
function nextKnown(surroundings: Surroundings, node: Sequence, at: number, { hasAtomic }: Translation): Surroundings {
  if (at + 1 === node.items.length) return surroundings;
  if (!hasAtomic) return surroundings.next === null ? surroundings : { ...surroundings, next: null };
  const { next } = surroundings;
  return { ...surroundings, next: nextOf(node.items.slice(at + 1), next === "nothing" ? null : next) };
}

/** What surrounds the item that follows. Most items are single characters, which change little. */
function after(item: Node, surroundings: Surroundings): Surroundings {
  if (item.kind === "characters") return surroundings.afterWidth ? surroundings : { ...surroundings, afterWidth: true };
  const { before, afterWidth, afterChoice } = surroundings;
  return {
    ...surroundings,
    // Only what sets groups matters to what follows.
    before: groupsIn(item).size > 0 ? [...before, item] : before,
    afterWidth: afterWidth || widthOf(item).min > 0,
    afterChoice: afterChoice || hasChoice(item),
  };
}
