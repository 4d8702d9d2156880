/**
 * A rule file's text to blocks of fields (manual: CONFIGURATION FILES). Lines that end in
 * a backslash are joined first; then empty and comment lines separate the blocks.
 */
import { type SourceFile, SourceText, type Span } from "../base/source.js";
import type { Problems } from "./diagnostics.js";

export interface RawField {
  readonly keyword: string;
  readonly keywordSpan: Span;
  readonly value: SourceText;
}

export interface RawBlock {
  readonly fields: readonly RawField[];
  readonly labels: readonly string[];
  readonly span: Span;
}

const FIELD = /^[ \t\r\f\v]*([A-Za-z0-9]+)[ \t\r\f\v]*=/;
const COMMENT = /^[ \t\r\f\v]*#/;
const CONTINUED = /\\[ \t\r\f\v]*$/;

export function scanBlocks(file: SourceFile, problems: Problems): RawBlock[] {
  const blocks: RawBlock[] = [];
  let fields: RawField[] = [];
  let labels: string[] = [];
  let start = -1;
  let end = 0;
  const finish = (): void => {
    if (fields.length > 0 || labels.length > 0) blocks.push({ fields, labels, span: { file, start, end } });
    fields = [];
    labels = [];
    start = -1;
  };
  for (const line of logicalLines(file, problems)) {
    const text = line.trim();
    if (text.text === "" || COMMENT.test(text.text)) {
      finish();
      continue;
    }
    const field = readField(text, problems);
    if (field === null || field.keyword === "rem") continue;
    if (start < 0) start = text.span().start;
    end = text.span().end;
    if (field.keyword === "label") labels.push(field.value.text);
    else fields.push(field);
  }
  finish();
  return blocks;
}

/** Null, with a message, for a line that is no field: it is passed over. */
function readField(line: SourceText, problems: Problems): RawField | null {
  const found = FIELD.exec(line.text);
  const value = found === null ? null : line.slice(found[0].length).trim();
  if (found === null || value === null || value.text === "") {
    problems.report("stray-line", line.span());
    return null;
  }
  const keyword = found[1] as string;
  const at = found[0].indexOf(keyword);
  return { keyword, keywordSpan: line.span(at, at + keyword.length), value };
}

/** Lines with their continuation lines joined. A file that ends after a backslash loses that line. */
function* logicalLines(file: SourceFile, problems: Problems): Generator<SourceText> {
  const { text } = file;
  let pieces: { at: number; from: number }[] = [];
  let parts: string[] = [];
  let length = 0;
  let from = 0;
  while (from < text.length) {
    const newline = text.indexOf("\n", from);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(from, end);
    const continued = line.includes("\\") ? CONTINUED.exec(line) : null;
    const part = continued === null ? line : line.slice(0, continued.index);
    pieces.push({ at: length, from });
    parts.push(part);
    length += part.length;
    from = end + 1;
    if (continued !== null) {
      if (from < text.length) continue;
      problems.report("lost-continuation", { file, start: pieces[0]?.from ?? end, end });
      return;
    }
    yield new SourceText(file, parts.length === 1 ? part : parts.join(""), pieces, end);
    pieces = [];
    parts = [];
    length = 0;
  }
}
