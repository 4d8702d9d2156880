import type { WordBoundary } from "../ast.js";
import { classOf } from "../character-rules.js";
import { ahead, behind, either, notAhead, notBehind, sequence, setOf, type Target } from "../target.js";

/** V8's own boundary knows ASCII only, which is right but under Unicode rules. */
export function translateWordBoundary(node: WordBoundary): Target {
  if (node.word.equals(classOf("word", "ascii"))) return { kind: "wordBoundary", negative: node.negative };
  const word = setOf(node.word);
  return node.negative
    ? either(sequence(behind(word), ahead(word)), sequence(notBehind(word), notAhead(word)))
    : either(sequence(behind(word), notAhead(word)), sequence(notBehind(word), ahead(word)));
}
