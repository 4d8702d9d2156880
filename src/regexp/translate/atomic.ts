import { groupsIn, hasOneEnd, KEEP, setsAllGroups } from "../analysis.js";
import type { Atomic, Look } from "../ast.js";
import { hasOneWay } from "../effort.js";
import { again, ahead, capture, Slot, sequence, type Target } from "../target.js";
import { type Surroundings, type Translation, untranslatable } from "./translation.js";

/**
 * What is matched as a whole is not gone back on: when it is tried again, its groups
 * still have their values in Perl, unless they get new ones.
 */
export function checkKeptGroups(node: Atomic | Look, surroundings: Surroundings): void {
  if (surroundings.afterChoice && !setsAllGroups(node.body)) untranslatable("a group that keeps its value", node);
}

/**
 * `(?>...)`: V8's look-ahead gives back nothing either. What it saw is stepped over by
 * referring to it.
 */
export function translateAtomic(node: Atomic, translation: Translation, surroundings: Surroundings): Target {
  if (surroundings.backwards) untranslatable("an atomic group in a look-behind", node);
  // Perl does not go back on it.
  if (groupsIn(node.body).has(KEEP)) untranslatable("\\K in an atomic group", node);
  checkKeptGroups(node, surroundings);
  const { next } = surroundings;
  // Without a look-ahead V8 is faster, and has a way out of endless ways.
  if (next === "nothing" || hasOneWay(node.body, next)) return translation.translate(node.body, surroundings);
  const body = translation.translate(node.body, { ...surroundings, next: "nothing" });
  // With one place to end at, there is nothing to give back.
  if (hasOneEnd(node.body) && groupsIn(node.body).size === 0) return body;
  const slot = new Slot();
  return sequence(ahead(capture(slot, body)), again(slot));
}
