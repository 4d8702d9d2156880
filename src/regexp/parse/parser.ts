import type { ExpressionProblem, Node } from "../ast.js";
import { type CharacterRules, PATTERN_SPACE } from "../character-rules.js";

/** The modifiers in force at a place. */
export interface Modifiers {
  readonly ignoreCase: boolean;
  readonly multipleLines: boolean;
  readonly dotMatchesNewline: boolean;
  readonly extended: boolean;
  /** /xx: blanks in bracketed classes mean nothing too. */
  readonly extendedClasses: boolean;
  /** /n: plain parentheses do not capture. */
  readonly withoutCaptures: boolean;
  readonly rules: CharacterRules;
}

/** Nothing is set from outside; Unicode rules are found out (see NeedsUnicodeRules). */
export function initialModifiers(rules: CharacterRules): Modifiers {
  return {
    ignoreCase: false,
    multipleLines: false,
    dotMatchesNewline: false,
    extended: false,
    extendedClasses: false,
    withoutCaptures: false,
    rules,
  };
}

/** Thrown to leave the parser; parse.ts turns it into a value. */
export class ParseStop {
  readonly problem: ExpressionProblem;

  constructor(problem: ExpressionProblem) {
    this.problem = problem;
  }
}

/** Thrown when something needs Unicode rules in an expression that was read without: it is read again. */
export class NeedsUnicodeRules {}

/** What must hold once all groups are known. */
interface Expectation {
  readonly offset: number;
  readonly group: number | string;
}

/** Perl's limit. */
const NESTING_MAX = 999;

/**
 * The state of a parse: a cursor, the modifiers in force and what is known of groups. The
 * functions of this folder each read one construct at the cursor.
 */
export class Parser {
  readonly source: string;
  /** The cursor. */
  at = 0;
  modifiers: Modifiers;
  /** The rules of /d: native, or Unicode's in an expression that needs them. */
  readonly defaultRules: CharacterRules;
  /** Groups opened so far; a branch reset sets it back. */
  groupsOpened = 0;
  /** The highest group number so far. */
  groupCount = 0;
  readonly names = new Map<string, number[]>();
  /** Where the atom before the cursor's begins, in this group or an outer one. */
  atomStart = 0;
  /** How many look-arounds we are in. */
  lookDepth = 0;
  /** Reads alternatives up to a closing parenthesis or the end. */
  readonly alternatives: (parser: Parser) => Node;
  /** Reads one alternative. */
  readonly sequence: (parser: Parser) => Node;
  private nesting = 0;
  private readonly expectations: Expectation[] = [];
  /** Letters s in places where two of them may be the other case of a sharp s. */
  private foldedLettersS = 0;

  constructor(
    source: string,
    defaultRules: CharacterRules,
    alternatives: (parser: Parser) => Node,
    sequence: (parser: Parser) => Node,
  ) {
    this.source = source;
    this.defaultRules = defaultRules;
    this.alternatives = alternatives;
    this.sequence = sequence;
    this.modifiers = initialModifiers(defaultRules);
  }

  get char(): string | undefined {
    return this.source[this.at];
  }

  get isAtEnd(): boolean {
    return this.at >= this.source.length;
  }

  /** Whether the text at the cursor begins so. */
  sees(text: string): boolean {
    return this.source.startsWith(text, this.at);
  }

  /** Steps over the text if it is at the cursor. */
  takes(text: string): boolean {
    if (!this.sees(text)) return false;
    this.at += text.length;
    return true;
  }

  /** Matches a sticky expression at the cursor and steps over what it matched. */
  takesPattern(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.source);
    if (found !== null) this.at += found[0].length;
    return found;
  }

  /** Perl rejects the expression. */
  invalid(message: string, offset: number = this.at): never {
    throw new ParseStop({ kind: "invalid", message, offset });
  }

  /** We cannot tell what Perl makes of it. */
  unsupported(feature: string, offset: number = this.at): never {
    throw new ParseStop({ kind: "unsupported", feature, offset });
  }

  /** Steps over comments, and under /x over white space: they may stand before atoms and quantifiers. */
  skipIgnored(): void {
    for (;;) {
      if (this.sees("(?#")) {
        const close = this.source.indexOf(")", this.at);
        if (close < 0) this.invalid("a comment group is not closed");
        this.at = close + 1;
      } else if (this.modifiers.extended && !this.isAtEnd && PATTERN_SPACE.has(this.source.charCodeAt(this.at))) {
        this.at++;
      } else if (this.modifiers.extended && this.sees("#")) {
        const newline = this.source.indexOf("\n", this.at);
        this.at = newline < 0 ? this.source.length : newline + 1;
      } else {
        return;
      }
    }
  }

  /** Something at the cursor that has Unicode's meaning only under Unicode rules. */
  needUnicodeRules(): void {
    if (this.modifiers.rules === "native") throw new NeedsUnicodeRules();
  }

  /** A character above 255, which makes the whole expression one of Unicode characters. */
  needWideCharacters(): void {
    if (this.defaultRules === "native") throw new NeedsUnicodeRules();
  }

  openGroup(name: string | null): number {
    const group = ++this.groupsOpened;
    this.groupCount = Math.max(this.groupCount, group);
    if (name !== null) {
      const known = this.names.get(name) ?? [];
      if (!known.includes(group)) this.names.set(name, [...known, group]);
    }
    return group;
  }

  /** The group must exist once all is read. */
  expectGroup(group: number | string, offset: number): void {
    this.expectations.push({ group, offset });
  }

  checkExpectations(): void {
    for (const { group, offset } of this.expectations) {
      if (typeof group === "number" && group > this.groupCount) this.invalid(`there is no group ${group}`, offset);
      if (typeof group === "string" && !this.names.has(group)) this.invalid(`no group is named ${group}`, offset);
    }
  }

  /** Counts a literal letter whose case is ignored; true when its neighbours may make it a sharp s. */
  mayFoldToSharpS(code: number): boolean {
    const { ignoreCase, rules } = this.modifiers;
    if (!ignoreCase || rules === "native" || rules === "ascii-restricted") return false;
    if (code !== 0x53 && code !== 0x73) return false;
    return ++this.foldedLettersS > 1;
  }

  /** Reads a group's inside up to its closing parenthesis; modifiers set inside end with it. */
  inside<Value>(open: number, read: () => Value): Value {
    if (++this.nesting > NESTING_MAX) this.invalid("groups are nested too deeply", open);
    const outer = this.modifiers;
    const value = read();
    if (!this.takes(")")) this.invalid("a parenthesis is not closed", open);
    this.modifiers = outer;
    this.nesting--;
    return value;
  }
}
