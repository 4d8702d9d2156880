import type { Grapheme, LineBreak } from "../ast.js";
import { ByteSet, NEWLINE, NOT_NEWLINE } from "../byte-set.js";
import { VERTICAL_SPACE } from "../character-rules.js";
import { either, notAhead, sequence, setOf, type Target } from "../target.js";
import type { Translation } from "./translation.js";

const newline = setOf(NEWLINE);
const carriageReturn = setOf(ByteSet.single(13));
const bothTogether = sequence(carriageReturn, newline);
/** Neither `\R` nor `\X` parts a CR from its LF. */
const carriageReturnAlone = sequence(carriageReturn, notAhead(newline));

const LINE_BREAK = either(
  bothTogether,
  carriageReturnAlone,
  setOf(VERTICAL_SPACE.intersection(ByteSet.single(13).complement())),
);
const LINE_BREAK_WITHOUT_NEWLINES = setOf(VERTICAL_SPACE.intersection(NOT_NEWLINE));

const GRAPHEME = either(bothTogether, carriageReturnAlone, setOf(ByteSet.single(13).complement()));
const GRAPHEME_WITHOUT_NEWLINES = setOf(NOT_NEWLINE);

export function translateLineBreak(_node: LineBreak, translation: Translation): Target {
  return translation.variant.withoutNewlines ? LINE_BREAK_WITHOUT_NEWLINES : LINE_BREAK;
}

export function translateGrapheme(_node: Grapheme, translation: Translation): Target {
  return translation.variant.withoutNewlines ? GRAPHEME_WITHOUT_NEWLINES : GRAPHEME;
}
