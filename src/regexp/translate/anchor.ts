import { isFirst } from "../analysis.js";
import type { Anchor, Place } from "../ast.js";
import { NEWLINE } from "../byte-set.js";
import {
  ahead,
  behind,
  END,
  either,
  NOTHING,
  notAhead,
  repeat,
  START,
  sequence,
  setOf,
  type Target,
} from "../target.js";
import { type Translation, untranslatable } from "./translation.js";

const newline = setOf(NEWLINE);

const PLACES: Readonly<Record<Place, Target>> = {
  start: START,
  end: END,
  finalEnd: ahead(sequence(repeat(newline, 0, 1), END)),
  // Perl sees no line after a newline at the very end.
  lineStart: either(START, sequence(behind(newline), notAhead(END))),
  lineEnd: ahead(either(newline, END)),
  position: START,
};

const PLACES_WITHOUT_NEWLINES: Readonly<Record<Place, Target>> = {
  start: START,
  end: END,
  finalEnd: END,
  lineStart: START,
  lineEnd: END,
  position: START,
};

/** `^`, `$`, `\A`, `\z`, `\Z`, `\G`. Without newlines no look-around is needed, so V8 may match in linear time. */
export function translateAnchor(node: Anchor, translation: Translation): Target {
  // Perl works out where a match must begin, and is wrong about other places.
  if (node.place === "position" && !isFirst(node, translation.expression.body))
    untranslatable("\\G in the middle", node);
  const { withoutNewlines, here } = translation.variant;
  if (node.place === "position" && here === true) return NOTHING;
  return (withoutNewlines ? PLACES_WITHOUT_NEWLINES : PLACES)[node.place];
}
