/**
 * Bytes to lines. Strings hold one byte per character, so nothing is decoded. Each line is
 * a string of its own, not a slice of what was read: who keeps a word of it keeps no block.
 */

const NEWLINE = 10;

export class LineBuffer {
  /** Lines that were longer than the limit, and the bytes that they lost. */
  cutLines = 0;
  cutBytes = 0;
  private readonly limit: number;
  private readonly lines: string[] = [];
  private taken = 0;
  /** Pieces of the line that has not ended yet: joined once, so a long line costs no more than its length. */
  private pieces: string[] = [];
  private length = 0;
  private surplus = 0;

  /** `limit` in bytes: what a line has beyond it is dropped and counted; 0: no limit. */
  constructor(limit = 0) {
    this.limit = limit === 0 ? Number.POSITIVE_INFINITY : limit;
  }

  add(bytes: Buffer): void {
    let from = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      this.piece(bytes, from, end);
      this.lines.push(this.finish());
      from = end + 1;
    }
    if (from < bytes.length) this.piece(bytes, from, bytes.length);
  }

  get hasLine(): boolean {
    return this.taken < this.lines.length;
  }

  /** A line has begun that has not ended. */
  get hasUnfinished(): boolean {
    return this.pieces.length > 0;
  }

  next(): string | undefined {
    const line = this.lines[this.taken];
    if (line === undefined) return undefined;
    this.taken++;
    if (this.taken === this.lines.length) {
      this.lines.length = 0;
      this.taken = 0;
    }
    return line;
  }

  /** At the end of the input a last line without newline counts too. */
  takeUnfinished(): string | undefined {
    return this.pieces.length === 0 ? undefined : this.finish();
  }

  /** The same as a line: what ends without newline. */
  finishLine(): void {
    const line = this.takeUnfinished();
    if (line !== undefined) this.lines.push(line);
  }

  clear(): void {
    this.lines.length = 0;
    this.taken = 0;
    this.finish();
  }

  private piece(bytes: Buffer, from: number, end: number): void {
    const room = this.limit - this.length;
    const kept = Math.min(end - from, room);
    this.surplus += end - from - kept;
    this.length += kept;
    if (kept > 0) this.pieces.push(bytes.toString("latin1", from, from + kept));
  }

  private finish(): string {
    const line = this.pieces.length === 1 ? (this.pieces[0] as string) : this.pieces.join("");
    if (this.surplus > 0) {
      this.cutLines++;
      this.cutBytes += this.surplus;
    }
    this.pieces = [];
    this.length = 0;
    this.surplus = 0;
    return line;
  }
}
