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

export function positionOf(file: SourceFile, offset: number): Position {
  let line = 1;
  let lineStart = 0;
  for (let at = file.text.indexOf("\n"); at >= 0 && at < offset; at = file.text.indexOf("\n", at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return { line, column: offset - lineStart + 1 };
}

/** One run of a value's characters and where it stands in the file. */
interface Piece {
  /** Offset in the joined value. */
  readonly at: number;
  /** Offset of the same character in the file. */
  readonly from: number;
}

/**
 * A field's value as the rule language sees it: the pieces of its continuation
 * lines joined into one string, which still knows where each character stood.
 */
export class SourceText {
  readonly text: string;
  readonly file: SourceFile;
  private readonly pieces: readonly Piece[];
  private readonly endInFile: number;

  constructor(file: SourceFile, text: string, pieces: readonly Piece[], endInFile: number) {
    this.file = file;
    this.text = text;
    this.pieces = pieces;
    this.endInFile = endInFile;
  }

  /** The span in the file of the value's characters [start, end). */
  span(start = 0, end = this.text.length): Span {
    const from = this.offsetInFile(start);
    const to = end >= this.text.length ? this.endInFile : Math.max(from, this.offsetInFile(end));
    return { file: this.file, start: from, end: to };
  }

  /** A part of this value that keeps its places. */
  slice(start: number, end = this.text.length): SourceText {
    const pieces = [{ at: 0, from: this.offsetInFile(start) }];
    for (const piece of this.pieces) {
      if (piece.at > start && piece.at < end) pieces.push({ at: piece.at - start, from: piece.from });
    }
    return new SourceText(this.file, this.text.slice(start, end), pieces, this.span(start, end).end);
  }

  /** This value without the white space at its ends (ASCII only: other bytes are text). */
  trim(): SourceText {
    let start = 0;
    let end = this.text.length;
    while (start < end && isBlank(this.text.charCodeAt(start))) start++;
    while (end > start && isBlank(this.text.charCodeAt(end - 1))) end--;
    return start === 0 && end === this.text.length ? this : this.slice(start, end);
  }

  private offsetInFile(at: number): number {
    let found: Piece | undefined;
    for (const piece of this.pieces) {
      if (piece.at > at) break;
      found = piece;
    }
    return found === undefined ? this.endInFile : found.from + (at - found.at);
  }
}

/** Blank, tab, newline, vertical tab, form feed, carriage return. */
function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
