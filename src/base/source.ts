/**
 * Texts with places: every diagnostic can point at the characters it speaks of.
 * Texts hold one byte per character (Latin-1), so offsets are byte offsets.
 */

/** A file's whole text, under the name by which it was given. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** A half-open range of characters of a file's text. */
export interface Span {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** A place as people count: line and column from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where the lines of a text begin, found once per file: diagnostics come in thousands. */
const LINE_STARTS = new WeakMap<SourceFile, Uint32Array>();

export function positionOf(file: SourceFile, offset: number): Position {
  const starts = lineStarts(file);
  const line = lastNotAfter(starts.length, offset, (index) => starts[index] as number);
  return { line: line + 1, column: offset - (starts[line] as number) + 1 };
}

function lineStarts(file: SourceFile): Uint32Array {
  const known = LINE_STARTS.get(file);
  if (known !== undefined) return known;
  const { text } = file;
  let count = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  const starts = new Uint32Array(count);
  let line = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts[++line] = at + 1;
  LINE_STARTS.set(file, starts);
  return starts;
}

/** Of ascending values, the first of which is not after `wanted`, the index of the last that is not. */
function lastNotAfter(length: number, wanted: number, valueAt: (index: number) => number): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (valueAt(middle) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** One run of characters of a joined text and where it stands in the file. */
export interface Piece {
  /** Offset in the joined text. */
  readonly at: number;
  /** Offset of the same character in the file. */
  readonly from: number;
}

/**
 * A text of the rule language: the pieces of its continuation lines joined into one
 * string, which still knows where each character stood. All parts of one joined text
 * share its list of pieces, so taking a part costs the same however many lines there are.
 *
 *     file     desc=one \        pieces  { at: 0, from: 0 }, { at: 9, from: 11 }
 *              and two
 *     joined   desc=one and two
 *     a part           ^^^^^^^   start 9: its first character stands at 11 in the file
 */
export class SourceText {
  readonly text: string;
  readonly file: SourceFile;
  /** Not empty, the first at 0, ascending. */
  private readonly pieces: readonly Piece[];
  /** Where this text begins in the joined one. */
  private readonly start: number;

  constructor(file: SourceFile, text: string, pieces: readonly Piece[], start = 0) {
    this.file = file;
    this.text = text;
    this.pieces = pieces;
    this.start = start;
  }

  /** The span in the file of the characters [start, end). */
  span(start = 0, end = this.text.length): Span {
    const from = this.offsetInFile(start);
    return { file: this.file, start: from, end: end > start ? this.offsetInFile(end - 1) + 1 : from };
  }

  /** A part of this text that keeps its places. */
  slice(start: number, end = this.text.length): SourceText {
    return new SourceText(this.file, this.text.slice(start, end), this.pieces, this.start + start);
  }

  /** This text without the white space at its ends (ASCII only: other bytes are text). */
  trim(): SourceText {
    let start = 0;
    let end = this.text.length;
    while (start < end && isBlank(this.text.charCodeAt(start))) start++;
    while (end > start && isBlank(this.text.charCodeAt(end - 1))) end--;
    return start === 0 && end === this.text.length ? this : this.slice(start, end);
  }

  private offsetInFile(index: number): number {
    const { pieces } = this;
    const at = this.start + index;
    const piece = pieces[lastNotAfter(pieces.length, at, (candidate) => (pieces[candidate] as Piece).at)] as Piece;
    return piece.from + (at - piece.at);
  }
}

/** Blank, tab, newline, vertical tab, form feed, carriage return. */
export function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
