import { groupsIn, hasChoice } from "../analysis.js";
import type { Sequence } from "../ast.js";
import { sequence, type Target } from "../target.js";
import { widthOf } from "../width.js";
import type { Surroundings, Translation } from "./translation.js";

export function translateSequence(node: Sequence, translation: Translation, surroundings: Surroundings): Target {
  let { before, afterWidth, afterChoice } = surroundings;
  const items = node.items.map((item) => {
    const target = translation.translate(item, { ...surroundings, before, afterWidth, afterChoice });
    // Only what sets groups matters to what follows.
    if (groupsIn(item).size > 0) before = [...before, item];
    afterWidth ||= widthOf(item).min > 0;
    afterChoice ||= hasChoice(item);
    return target;
  });
  return sequence(...items);
}
