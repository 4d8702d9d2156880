/**
 * Parses Perl regular expressions (perlre) as the reference hands them over: as run-time
 * strings, in which Perl interpolates nothing. Throws ExpressionProblem.
 */
import { type Expression, ExpressionProblem, type Node } from "./ast.js";
import { ANY, ByteSet, ESCAPED_CLASSES, NOT_NEWLINE } from "./byte-set.js";
import { parseClass } from "./parse-class.js";
import { parseByteEscape } from "./parse-escape.js";

/** Modifiers in force; the reference gives none from outside. */
interface Modifiers {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly x: boolean;
}
const NO_MODIFIERS: Modifiers = { i: false, m: false, s: false, x: false };

/** Repeat counts above this are left to Perl. */
const REPEAT_MAX = 32766;
const QUANTIFIER = /^\{[ \t]*([0-9]*)[ \t]*(,?)[ \t]*([0-9]*)[ \t]*\}/;

export function parse(source: string): Expression {
  return new Parser(source).expression();
}

class Parser {
  private readonly source: string;
  private at = 0;
  private modifiers = NO_MODIFIERS;
  private groups = 0;
  private readonly names: { name: string; group: number }[] = [];
  private readonly open: number[] = [];

  constructor(source: string) {
    this.source = source;
  }

  expression(): Expression {
    const body = this.alternation();
    if (this.at < this.source.length) this.invalid("unmatched )", this.at);
    return { body, groups: this.groups, names: this.names };
  }

  private alternation(): Node {
    const branches = [this.sequence()];
    while (this.source[this.at] === "|") {
      this.at++;
      branches.push(this.sequence());
    }
    return branches.length === 1 ? (branches[0] as Node) : { kind: "alternation", branches };
  }

  private sequence(): Node {
    const nodes: Node[] = [];
    for (;;) {
      if (this.modifiers.x) this.skipBlanks();
      const char = this.source[this.at];
      if (char === undefined || char === "|" || char === ")") break;
      const start = this.at;
      const atom = this.atom(char);
      if (atom !== null) nodes.push(this.quantified(atom, start));
    }
    return nodes.length === 1 ? (nodes[0] as Node) : { kind: "sequence", nodes };
  }

  /** Null for what matches nothing by itself: comments and modifiers. */
  private atom(char: string): Node | null {
    const start = this.at++;
    switch (char) {
      case "(":
        return this.group(start);
      case "[": {
        const { set, end } = parseClass(this.source, start, this.modifiers.i);
        this.at = end;
        return { kind: "set", set };
      }
      case ".":
        return { kind: "set", set: this.modifiers.s ? ANY : NOT_NEWLINE };
      case "^":
        return { kind: "assertion", assertion: this.modifiers.m ? "lineStart" : "start" };
      case "$":
        return { kind: "assertion", assertion: this.modifiers.m ? "lineEnd" : "endOrFinalNewline" };
      case "*":
      case "+":
      case "?":
        return this.invalid("quantifier follows nothing", start);
      case "\\":
        return this.escape(start);
      case "{":
        if (QUANTIFIER.test(this.source.slice(start)) && this.isQuantifier(start)) {
          return this.unsupported("a quantifier that follows nothing", start);
        }
        return this.byte(char.charCodeAt(0));
      default:
        return this.byte(char.charCodeAt(0));
    }
  }

  private byte(code: number): Node {
    const set = ByteSet.of([code, code]);
    return { kind: "set", set: this.modifiers.i ? set.withBothCases() : set };
  }

  private quantified(atom: Node, start: number): Node {
    if (this.modifiers.x) this.skipBlanks();
    const bounds = this.bounds();
    if (bounds === null) return atom;
    const offset = start;
    const suffix = this.source[this.at];
    if (suffix === "+") return this.unsupported("a possessive quantifier", this.at);
    const lazy = suffix === "?";
    if (lazy) this.at++;
    if (this.modifiers.x) this.skipBlanks();
    const next = this.source[this.at];
    if (next === "*" || next === "+" || next === "?") return this.invalid("nested quantifiers", this.at);
    if (next === "{" && this.isQuantifier(this.at)) return this.invalid("nested quantifiers", this.at);
    if (atom.kind === "assertion" || atom.kind === "look") return this.unsupported("a quantified assertion", offset);
    return { kind: "repeat", body: atom, ...bounds, lazy, offset };
  }

  private bounds(): { min: number; max: number } | null {
    const char = this.source[this.at];
    if (char === "*" || char === "+" || char === "?") {
      this.at++;
      return { min: char === "+" ? 1 : 0, max: char === "?" ? 1 : Number.POSITIVE_INFINITY };
    }
    if (char !== "{" || !this.isQuantifier(this.at)) return null;
    const found = QUANTIFIER.exec(this.source.slice(this.at)) as RegExpExecArray;
    const start = this.at;
    this.at += found[0].length;
    const min = Number(found[1]);
    const max = found[2] === "" ? min : found[3] === "" ? Number.POSITIVE_INFINITY : Number(found[3]);
    if (min > REPEAT_MAX || (max !== Number.POSITIVE_INFINITY && max > REPEAT_MAX)) {
      return this.unsupported("a very large repeat count", start);
    }
    if (max < min) return this.unsupported("a repeat count that can never be met", start);
    return { min, max };
  }

  /** {n} {n,} {n,m} {,m}; any other brace is a literal one. */
  private isQuantifier(at: number): boolean {
    const found = QUANTIFIER.exec(this.source.slice(at, at + 40));
    return found !== null && (found[1] !== "" || (found[2] === "," && found[3] !== ""));
  }

  private group(start: number): Node | null {
    if (this.source[this.at] === "*") return this.unsupported("a backtracking verb", start);
    if (this.source[this.at] !== "?") return this.capture(start, null);
    this.at++;
    const rest = this.source.slice(this.at, this.at + 60);
    if (rest.startsWith("#")) return this.comment(start);
    const name = /^(?:P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/.exec(rest);
    if (name !== null) {
      this.at += name[0].length;
      return this.capture(start, (name[1] ?? name[2]) as string);
    }
    const look = /^(<?)([=!])/.exec(rest);
    if (look !== null) return this.look(start, look);
    return this.modifierGroup(start, rest);
  }

  private comment(start: number): null {
    const end = this.source.indexOf(")", this.at);
    if (end < 0) this.invalid("a comment group is not closed", start);
    this.at = end + 1;
    return null;
  }

  private capture(start: number, name: string | null): Node {
    const group = ++this.groups;
    if (name !== null) {
      if (this.names.some((known) => known.name === name)) this.unsupported("two groups of one name", start);
      this.names.push({ name, group });
    }
    this.open.push(group);
    const body = this.body(start);
    this.open.pop();
    return { kind: "capture", group, body };
  }

  private look(start: number, found: RegExpExecArray): Node {
    this.at += found[0].length;
    const direction = found[1] === "<" ? "behind" : "ahead";
    return { kind: "look", direction, negated: found[2] === "!", body: this.body(start), offset: start };
  }

  /** (?flags) for the rest of the enclosing group, (?flags:...) for a group of its own. */
  private modifierGroup(start: number, rest: string): Node | null {
    const found = /^(\^?)([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])/.exec(rest);
    if (found === null) return this.unsupported(`(?${rest.slice(0, 1)}`, start);
    const [whole, caret, on, off, end] = found;
    const known = /^[imsxad]*$/;
    if (!known.test(on ?? "") || !/^[imsx]*$/.test(off ?? "") || /xx/.test(whole)) {
      return this.unsupported(`modifiers (?${whole}`, start);
    }
    this.at += whole.length;
    const outer = this.modifiers;
    const changed: Record<string, boolean> = { ...(caret === "^" ? NO_MODIFIERS : outer) };
    for (const letter of on ?? "") if (letter in NO_MODIFIERS) changed[letter] = true;
    for (const letter of off ?? "") changed[letter] = false;
    this.modifiers = changed as unknown as Modifiers;
    if (end === ")") return null;
    const body = this.alternation();
    this.close(start);
    this.modifiers = outer;
    return { kind: "sequence", nodes: [body] };
  }

  /** A group's content: modifiers set inside end with it. */
  private body(start: number): Node {
    const outer = this.modifiers;
    const body = this.alternation();
    this.close(start);
    this.modifiers = outer;
    return body;
  }

  private close(start: number): void {
    if (this.source[this.at] !== ")") this.invalid("unmatched (", start);
    this.at++;
  }

  private escape(start: number): Node {
    const letter = this.source[this.at];
    if (letter === undefined) return this.invalid("trailing backslash", start);
    const set = ESCAPED_CLASSES[letter];
    if (set !== undefined && !(letter === "N" && this.source[this.at + 1] === "{")) {
      this.at++;
      return { kind: "set", set };
    }
    const assertion = this.assertion(letter);
    if (assertion !== null) return assertion;
    const group = this.backreference();
    if (group !== null) return { kind: "backreference", group, offset: start };
    const { code, end } = parseByteEscape(this.source, start);
    this.at = end;
    return this.byte(code);
  }

  private assertion(letter: string): Node | null {
    const next = this.source[this.at + 1];
    if ((letter === "b" || letter === "B") && next === "{") return this.unsupported(`\\${letter}{`, this.at);
    const assertions = {
      A: "start",
      z: "end",
      Z: "endOrFinalNewline",
      b: "wordBoundary",
      B: "notWordBoundary",
    } as const;
    if (!Object.hasOwn(assertions, letter)) return null;
    this.at++;
    return { kind: "assertion", assertion: assertions[letter as keyof typeof assertions] };
  }

  /** The number of the group that a backreference names; null when the escape is something else. */
  private backreference(): number | null {
    const start = this.at;
    const rest = this.source.slice(start, start + 60);
    const named = /^k(?:<(\w+)>|'(\w+)'|\{(\w+)\})|^g\{([A-Za-z_]\w*)\}/.exec(rest);
    const numbered = /^([1-9][0-9]*)|^g(?:\{(-?[0-9]+)\}|(-?[0-9]+))/.exec(rest);
    if (named !== null) {
      const name = named[1] ?? named[2] ?? named[3] ?? named[4];
      const found = this.names.find((known) => known.name === name);
      if (found === undefined) return this.unsupported("a reference to a group that has not begun", start);
      this.at += named[0].length;
      return this.closedGroup(found.group, start);
    }
    if (numbered === null) return null;
    const text = (numbered[1] ?? numbered[2] ?? numbered[3]) as string;
    const group = text.startsWith("-") ? this.groups + 1 + Number(text) : Number(text);
    if (numbered[1] !== undefined && text.length > 1 && group > this.groups) {
      return this.unsupported("an octal escape or a later group", start);
    }
    if (group < 1 || group > this.groups) return this.unsupported("a reference to a group that has not begun", start);
    this.at += numbered[0].length;
    return this.closedGroup(group, start);
  }

  private closedGroup(group: number, start: number): number {
    if (this.open.includes(group)) return this.unsupported("a reference to the group that it is in", start);
    if (this.modifiers.i) return this.unsupported("a backreference under /i", start);
    return group;
  }

  /** Under /x white space and comments between items mean nothing. */
  private skipBlanks(): void {
    for (;;) {
      const char = this.source[this.at];
      if (char !== undefined && " \t\n\r\f\v".includes(char)) this.at++;
      else if (char === "#") {
        const end = this.source.indexOf("\n", this.at);
        this.at = end < 0 ? this.source.length : end + 1;
      } else if (this.source.startsWith("(?#", this.at)) {
        const start = this.at;
        this.comment(start);
      } else return;
    }
  }

  private invalid(message: string, offset: number): never {
    throw new ExpressionProblem("invalid", message, offset);
  }

  private unsupported(feature: string, offset: number): never {
    throw new ExpressionProblem("unsupported", feature, offset);
  }
}
