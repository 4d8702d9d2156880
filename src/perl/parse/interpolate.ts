/** Texts and patterns with variables in them (perlop: Gory details of parsing quoted constructs). */
import { type Expression, type Interpolation, Unsupported } from "../ast.js";
import { readEscape } from "./escape.js";
import type { Parser } from "./parser.js";
import type { Quoted } from "./scanner.js";
import { parsePostfix, parseVariable } from "./variable.js";

/** What \L, \U, \Q or \l, \u began, and what is in it. */
interface Frame {
  readonly letter: string;
  readonly parts: Expression[];
}

const FUNCTIONS: Readonly<Record<string, string>> = { L: "lc", U: "uc", Q: "quotemeta", l: "lcfirst", u: "ucfirst" };

export function parseInterpolated(parser: Parser, quoted: Quoted, at: number): Expression {
  const parts = new TextParser(parser, quoted, null).parse();
  if (parts.every((part) => part.kind === "string")) {
    return { kind: "string", at, value: parts.map((part) => (part as { value: string }).value).join("") };
  }
  return { kind: "interpolation", at, parts };
}

/** Of a pattern only variables and \Q..\E are Perl's affair, the rest is the expression's own. */
export function parsePatternText(parser: Parser, quoted: Quoted, flags: string): string | Interpolation {
  const parts = new TextParser(parser, quoted, flags).parse();
  if (parts.every((part) => part.kind === "string")) {
    return parts.map((part) => (part as { value: string }).value).join("");
  }
  return { kind: "interpolation", at: quoted.at, parts };
}

class TextParser {
  private readonly inner: Parser;
  private readonly quoted: Quoted;
  /** Modifiers of the pattern; null: a plain text. */
  private readonly flags: string | null;
  private readonly frames: Frame[] = [{ letter: "", parts: [] }];
  private text = "";

  constructor(parser: Parser, quoted: Quoted, flags: string | null) {
    this.inner = parser.within(quoted.text, quoted.at);
    this.quoted = quoted;
    this.flags = flags;
  }

  parse(): Expression[] {
    const { inner } = this;
    while (inner.at < inner.source.length) this.next();
    while (this.frames.length > 1) this.close();
    this.flush();
    return (this.frames[0] as Frame).parts;
  }

  private next(): void {
    const { inner } = this;
    const { character } = inner;
    if (character === "\\") this.backslash();
    else if (character === "$" && this.isVariable()) this.variable();
    else if (character === "@" && this.isArray()) this.variable();
    else {
      this.text += character;
      inner.at++;
      this.endOneLetter();
    }
  }

  private get isPattern(): boolean {
    return this.flags !== null;
  }

  private isVariable(): boolean {
    const { inner } = this;
    if (inner.look(/\$(?:[A-Za-z_{1-9]|::[A-Za-z_]|\$+[A-Za-z_{])/y) !== null) return true;
    if (this.isPattern) {
      if (inner.look(/\$(?:[|)]|$)/y) !== null) return false;
      if (this.flags?.includes("x") === true && inner.look(/\$\s/y) !== null) return false;
      if (inner.look(/\$[&+]/y) !== null && inner.look(/\$(?:&|\+\{)/y) !== null) return true;
      return inner.unsupported("a dollar sign at this place of a pattern");
    }
    if (inner.look(/\$(?:&|@|\+\{|#[A-Za-z_{$])/y) !== null) return true;
    if (inner.look(/\$$/y) !== null) return inner.unsupported("a dollar sign at the end of a text");
    return inner.look(/\$[^\s]/y) !== null
      ? inner.unsupported("a special variable in a text")
      : inner.unsupported("a dollar sign in a text");
  }

  private isArray(): boolean {
    const { inner } = this;
    if (inner.look(/@(?:[A-Za-z_{$]|::[A-Za-z_])/y) !== null) return true;
    if (inner.look(/@[-+]/y) !== null && !this.isPattern) return inner.unsupported("a special variable in a text");
    return false;
  }

  private variable(): void {
    const { inner, quoted } = this;
    const { place: at, character } = inner;
    this.flush();
    const start = inner.at;
    if (this.isPattern && this.isBeforeBracket()) inner.unsupported("a variable before a bracket in a pattern");
    const isBraced = inner.look(/[$@]\{\s*[A-Za-z_]\w*\s*\}/y) !== null;
    const variable = parseVariable(inner, true);
    const value = isBraced ? variable : parsePostfix(inner, variable, true);
    const written = inner.source.slice(start, inner.at);
    if (written.includes("\\")) inner.unsupported("a backslash in a variable of a text");
    if (quoted.open === "<") inner.unsupported("variables between angle brackets");
    const isList = character === "@";
    this.push(isList ? { kind: "joined", at, list: value } : value);
  }

  /** Perl guesses whether `$x[` begins an element or a class, and knows `$x{2}` for a repetition. */
  private isBeforeBracket(): boolean {
    const { inner } = this;
    const variable = /[$@](?:::)?[A-Za-z_]\w*(?:::\w+)*(?:->)?/y;
    variable.lastIndex = inner.at;
    const found = variable.exec(inner.source);
    if (found === null) return inner.look(/\$[1-9]\d*[[{]/y) !== null;
    const rest = inner.source.slice(inner.at + found[0].length);
    if (rest.startsWith("[")) return !/^\[(?:\d|\$\w+\])\]?/.test(rest);
    return /^\{\s*(?:\d*\s*(?:,\s*\d*\s*)?)\}/.test(rest);
  }

  private backslash(): void {
    const { inner } = this;
    const next = inner.source[inner.at + 1] ?? "";
    const letter = "luLUQFE".includes(next) && next !== "" ? next : null;
    if (letter === "E") {
      inner.at += 2;
      if (this.frames.length > 1) this.close();
    } else if (letter !== null) {
      inner.at += 2;
      this.open(letter);
    } else if (this.isPattern) {
      if (this.frames.length > 1) inner.unsupported("an escape between \\Q and \\E of a pattern");
      if (next === this.quoted.open && !/[\w\s]/.test(next) && "\"'/!,;:~@#%&=-`<>".includes(next)) {
        this.text += next === "#" || "<>".includes(next) ? `\\${next}` : next;
        if (next === "#" && this.flags?.includes("x") === true) inner.unsupported("a hidden delimiter");
        if (
          next === "=" ||
          next === ":" ||
          next === "!" ||
          next === "<" ||
          next === ">" ||
          next === "-" ||
          next === "&" ||
          next === "'" ||
          next === ","
        )
          inner.unsupported("a hidden delimiter");
      } else this.text += `\\${next}`;
      inner.at += 2;
    } else {
      const read = readEscape(inner.source, inner.at, this.quoted.at);
      if (read === null) throw new Unsupported("this escape", inner.place);
      this.text += read.text;
      inner.at = read.end;
      this.endOneLetter();
    }
  }

  private open(letter: string): void {
    const outer = this.frames.at(-1)?.letter;
    const mayBeInside = this.frames.length === 1 || outer === "u" || outer === "l";
    if (letter === "F" || !mayBeInside) this.inner.unsupported("case escapes in each other");
    this.flush();
    this.frames.push({ letter, parts: [] });
  }

  /** \l and \u hold for the first letter, which is known here; a value may be empty, so that it is a later one. */
  private endOneLetter(): void {
    const letter = this.frames.at(-1)?.letter;
    if (letter === "l" || letter === "u") this.close();
  }

  private close(): void {
    this.flush();
    const { letter, parts } = this.frames.pop() as Frame;
    const at = this.inner.place;
    const text: Expression = { kind: "interpolation", at, parts };
    if (parts.length > 0) this.push({ kind: "builtin", at, name: FUNCTIONS[letter] as string, arguments: [text] });
  }

  private push(part: Expression): void {
    this.frames.at(-1)?.parts.push(part);
  }

  private flush(): void {
    if (this.text === "") return;
    this.push({ kind: "string", at: this.inner.place, value: this.text });
    this.text = "";
  }
}
