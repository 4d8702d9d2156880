/**
 * A rule file's text to blocks of fields (manual: CONFIGURATION FILES). Lines that end in
 * a backslash are joined first; then empty and comment lines separate the blocks.
 */
import { isBlank, type Piece, type SourceFile, SourceText, type Span } from "../base/source.js";
import type { Problems } from "./diagnostics.js";

export interface RawField {
  readonly keyword: SourceText;
  readonly value: SourceText;
}

/** The fields between two separating lines: a rule definition, or nothing but labels. */
export interface RawBlock {
  readonly fields: readonly RawField[];
  readonly labels: readonly SourceText[];
  readonly span: Span;
}

const NUMBER_SIGN = 35;
const BACKSLASH = 92;
const KEYWORD = /^[A-Za-z0-9]+$/;

export function* scanBlocks(file: SourceFile, problems: Problems): Generator<RawBlock> {
  let fields: RawField[] = [];
  let labels: SourceText[] = [];
  let first: Span | null = null;
  let last: Span | null = null;
  const finished = (): RawBlock[] => {
    if (first === null || last === null) return [];
    const block = { fields, labels, span: { file, start: first.start, end: last.end } };
    fields = [];
    labels = [];
    first = null;
    return [block];
  };
  for (const line of logicalLines(file, problems)) {
    if (line.text === "" || line.text.charCodeAt(0) === NUMBER_SIGN) {
      yield* finished();
      continue;
    }
    const field = readField(line, problems);
    if (field === null || field.keyword.text === "rem") continue;
    last = line.span();
    first ??= last;
    if (field.keyword.text === "label") labels.push(field.value);
    else fields.push(field);
  }
  yield* finished();
}

/** Null, with a message, for a line that is no field: it is passed over and does not end its rule. */
function readField(line: SourceText, problems: Problems): RawField | null {
  const equals = line.text.indexOf("=");
  if (equals > 0) {
    const keyword = line.slice(0, equals).trim();
    const value = line.slice(equals + 1).trim();
    if (value.text !== "" && KEYWORD.test(keyword.text)) return { keyword, value };
    if (KEYWORD.test(keyword.text)) {
      problems.report("empty-field", line.span(), keyword.text);
      return null;
    }
  }
  problems.report("stray-line", line.span());
  return null;
}

/** Lines without the white space at their ends, continuation lines joined. */
function* logicalLines(file: SourceFile, problems: Problems): Generator<SourceText> {
  const { text } = file;
  let line: LinePart[] = [];
  for (let from = 0; from < text.length; ) {
    const newline = text.indexOf("\n", from);
    const end = newline < 0 ? text.length : newline;
    line.push({ from, end });
    from = end + 1;
    if (cutAtBackslash(text, line)) continue;
    yield join(file, line);
    line = [];
  }
  const [open] = line;
  // The reference takes in a line only when it has seen its end: this one never comes to be.
  if (open !== undefined && join(file, line).text !== "") {
    problems.report("lost-line", { file, start: open.from, end: text.length });
  }
}

/** A range of the file's text. */
interface LinePart {
  readonly from: number;
  readonly end: number;
}

/**
 * Cuts off the backslash that continues the line, and what follows it; false when there
 * is none. White space may follow it, and that may be all of the last part: after `a \\`
 * and an empty line, the first of the two backslashes continues the line once more.
 */
function cutAtBackslash(text: string, line: LinePart[]): boolean {
  for (let index = line.length - 1; index >= 0; index--) {
    const { from, end } = line[index] as LinePart;
    let at = end - 1;
    while (at >= from && isBlank(text.charCodeAt(at))) at--;
    if (at < from) continue;
    if (text.charCodeAt(at) !== BACKSLASH) return false;
    line.length = index;
    line.push({ from, end: at });
    return true;
  }
  return false;
}

function join(file: SourceFile, line: readonly LinePart[]): SourceText {
  const pieces: Piece[] = [];
  let length = 0;
  for (const { from, end } of line) {
    pieces.push({ at: length, from });
    length += end - from;
  }
  const parts = line.map(({ from, end }) => file.text.slice(from, end));
  return new SourceText(file, parts.length === 1 ? (parts[0] as string) : parts.join(""), pieces).trim();
}
