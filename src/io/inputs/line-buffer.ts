/** Bytes to lines. Strings hold one byte per character, so nothing is decoded. */
export class LineBuffer {
  private readonly lines: string[] = [];
  private taken = 0;
  /** Pieces of the line that has not ended yet: joined once, so a long line costs no more than its length. */
  private pieces: string[] = [];

  add(bytes: Buffer): void {
    const text = bytes.toString("latin1");
    let from = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
      this.pieces.push(text.slice(from, end));
      this.lines.push(this.pieces.length === 1 ? (this.pieces[0] as string) : this.pieces.join(""));
      this.pieces = [];
      from = end + 1;
    }
    if (from < text.length) this.pieces.push(text.slice(from));
  }

  get hasLine(): boolean {
    return this.taken < this.lines.length;
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
    if (this.pieces.length === 0) return undefined;
    const line = this.pieces.join("");
    this.pieces = [];
    return line;
  }

  clear(): void {
    this.lines.length = 0;
    this.taken = 0;
    this.pieces = [];
  }
}
