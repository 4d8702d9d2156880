import { groupsIn, hasChoice } from "../analysis.js";
import type { Node, Sequence } from "../ast.js";
import { sequence, type Target } from "../target.js";
import { widthOf } from "../width.js";
import type { Surroundings, Translation } from "./translation.js";

export function translateSequence(node: Sequence, translation: Translation, surroundings: Surroundings): Target {
  let before = surroundings;
  const items = node.items.map((item) => {
    const target = translation.translate(item, before);
    before = after(item, before);
    return target;
  });
  return sequence(...items);
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
