/** Bytes to lines without making strings: each line is a range of the bytes that it came in. */

const NEWLINE = 10;

export type TakeLine = (bytes: Buffer, start: number, end: number) => void;

export class LineCutter {
  /** Pieces of the line that has not ended yet. */
  private pieces: Buffer[] = [];

  /** Hot: a call for each line. */
  cut(chunk: Buffer, take: TakeLine): void {
    let end = chunk.indexOf(NEWLINE);
    let start = 0;
    if (end >= 0 && this.pieces.length > 0) {
      this.pieces.push(chunk.subarray(0, end));
      this.finish(take);
      start = end + 1;
      end = chunk.indexOf(NEWLINE, start);
    }
    while (end >= 0) {
      take(chunk, start, end);
      start = end + 1;
      end = chunk.indexOf(NEWLINE, start);
    }
    if (start < chunk.length) this.pieces.push(chunk.subarray(start));
  }

  /** At the end a last line without newline counts too. */
  finish(take: TakeLine): void {
    if (this.pieces.length === 0) return;
    const line = this.pieces.length === 1 ? (this.pieces[0] as Buffer) : Buffer.concat(this.pieces);
    this.pieces = [];
    take(line, 0, line.length);
  }
}
