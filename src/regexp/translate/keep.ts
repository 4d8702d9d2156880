import { KEEP } from "../analysis.js";
import type { Keep } from "../ast.js";
import { ANY_BYTE } from "../byte-set.js";
import { ahead, capture, repeat, setOf, type Target } from "../target.js";
import type { Translation } from "./translation.js";

/** `\K`: a slot gets all that follows, whose length tells where the match begins. */
export function translateKeep(_node: Keep, translation: Translation): Target {
  return ahead(capture(translation.addSlot(KEEP), repeat(setOf(ANY_BYTE), 0, Number.POSITIVE_INFINITY)));
}
