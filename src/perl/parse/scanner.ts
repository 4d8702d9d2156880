/** The text of a snippet and the place in it. */
import { Unsupported } from "../ast.js";

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "<": ">" };

/** What stands between two delimiters. */
export interface Quoted {
  readonly text: string;
  /** Where the text begins. */
  readonly at: number;
  readonly open: string;
  readonly close: string;
}

export class Scanner {
  readonly source: string;
  /** Where the source begins in the whole snippet. */
  readonly base: number;
  at = 0;

  constructor(source: string, base = 0) {
    this.source = source;
    this.base = base;
  }

  get place(): number {
    return this.base + this.at;
  }

  unsupported(feature: string): never {
    throw new Unsupported(feature, this.place);
  }

  /** Over blanks and comments. */
  skip(): void {
    const blanks = /(?:[ \t\r\n\f]|#[^\n]*)*/y;
    blanks.lastIndex = this.at;
    blanks.test(this.source);
    const before = this.source.slice(this.at, blanks.lastIndex);
    if (/\n=[a-zA-Z]/.test(this.source.slice(this.at, blanks.lastIndex + 2))) this.unsupported("documentation in code");
    this.at += before.length;
  }

  peek(text: string): boolean {
    this.skip();
    return this.source.startsWith(text, this.at);
  }

  /** Over the text, when it is next. */
  take(text: string): boolean {
    if (!this.peek(text)) return false;
    this.at += text.length;
    return true;
  }

  expect(text: string): void {
    if (!this.take(text)) this.unsupported(`something else than "${text}"`);
  }

  /** What a sticky expression matches here, without moving. */
  look(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.source)?.[0] ?? null;
  }

  matching(pattern: RegExp): string | null {
    const found = this.look(pattern);
    if (found !== null) this.at += found.length;
    return found;
  }

  peekWord(): string | null {
    this.skip();
    return this.look(/[A-Za-z_]\w*(?:(?:::|')(?=[A-Za-z_])\w+)*(?:::)?/y);
  }

  get isAtEnd(): boolean {
    this.skip();
    return this.at >= this.source.length;
  }

  get character(): string {
    return this.source[this.at] ?? "";
  }

  /** From the opening delimiter on; brackets nest, a backslash hides what follows. */
  quoted(): Quoted {
    const open = this.character;
    if (open === "") this.unsupported("a quote without an end");
    const close = CLOSING[open] ?? open;
    const start = ++this.at;
    let depth = 1;
    for (; this.at < this.source.length; this.at++) {
      const character = this.character;
      if (character === "\\") this.at++;
      else if (character === close && --depth === 0) {
        const text = this.source.slice(start, this.at++);
        return { text, at: this.base + start, open, close };
      } else if (character === open && open !== close) depth++;
    }
    return this.unsupported("a quote without an end");
  }

  /** The delimiter of q, m, s and so on may follow blanks, but then it is no comment sign. */
  quotedAfterOperator(): Quoted {
    const before = this.at;
    this.skipBlanks();
    if (this.at > before && this.character === "#") this.unsupported("a comment before a delimiter");
    if (/\w/.test(this.character)) this.unsupported("a letter as delimiter");
    return this.quoted();
  }

  private skipBlanks(): void {
    this.matching(/[ \t\r\n\f]*/y);
  }
}
