/** The parameters of one action, read from left to right by its syntax module. */
import type { SourceText, Span } from "../../base/source.js";
import { Template } from "../../base/template.js";
import type { ActionList, ActionType, RuleOffset } from "../ast.js";
import type { Compilers } from "../compilers.js";
import type { DiagnosticId, Problems, ValuesOf } from "../diagnostics.js";
import { stripOuter, unmask } from "../parentheses.js";
import { numberOf, wordsOf } from "../words.js";

const VARIABLE = /^%([A-Za-z][A-Za-z0-9_]*)$/;
const OFFSET = /^([-+]?)([0-9]+)$/;
const WORD = /^[^ \t\r\f\v]+/;
/** The default of most strings, and of names that may be left out. */
const DESCRIPTION = new Template("%s");

/** What an action is read with. */
export interface ReaderEnvironment {
  readonly compilers: Compilers;
  readonly problems: Problems;
  /** Reads a list inside the action; null, with messages, when it is faulty. */
  readonly parseList: (text: SourceText) => ActionList | null;
}

/**
 * Every parameter that is not the last is one word. A parameter that stands in parentheses
 * is the same without them. Faults are reported and yield null; () counts as left out.
 */
export class ActionReader {
  readonly environment: ReaderEnvironment;
  /** What has not been read yet. */
  rest: SourceText;
  private readonly type: ActionType;
  private readonly keyword: Span;

  constructor(type: ActionType, keyword: Span, text: SourceText, environment: ReaderEnvironment) {
    this.type = type;
    this.keyword = keyword;
    this.rest = text;
    this.environment = environment;
  }

  /** The next word as it stands; undefined at the end. */
  nextWord(): SourceText | undefined {
    const length = WORD.exec(this.rest.text)?.[0].length;
    if (length === undefined) return undefined;
    const word = this.rest.slice(0, length);
    this.rest = this.rest.slice(length).trim();
    return word;
  }

  /** A word that may hold variables; `parameter` names it in messages. */
  word(parameter: string): Template | null {
    const word = this.optionalWord();
    if (word === null) this.missing(parameter);
    return word;
  }

  optionalWord(): Template | null {
    const word = this.nextWord();
    return word === undefined ? null : textOrNull(stripOuter(word));
  }

  /** A word that defaults to the description string. */
  wordOrDescription(): Template {
    return this.optionalWord() ?? DESCRIPTION;
  }

  /** `%name`, without the percent sign. */
  variable(parameter = "%<var>"): string | null {
    const word = this.nextWord();
    if (word === undefined) this.missing(parameter);
    return word === undefined ? null : this.variableFrom(word);
  }

  optionalVariable(): string | null {
    const word = this.nextWord();
    return word === undefined ? null : this.variableFrom(word);
  }

  /** Everything that is left; the description string when that is nothing. */
  string(): Template {
    return this.optionalString() ?? DESCRIPTION;
  }

  optionalString(): Template | null {
    return textOrNull(this.takeRest());
  }

  requiredString(parameter: string): Template | null {
    const string = this.optionalString();
    if (string === null) this.missing(parameter);
    return string;
  }

  /** Everything that is left, split at white space now and not when it runs. */
  words(): Template[] {
    return wordsOf(this.takeRest()).map(template);
  }

  requiredWords(parameter: string): Template[] {
    const words = this.words();
    if (words.length === 0) this.missing(parameter);
    return words;
  }

  optionalWords(): Template[] | null {
    const words = this.words();
    return words.length === 0 ? null : words;
  }

  /** Everything that is left as an action list; null also when that is a list without actions. */
  optionalList(): ActionList | null {
    const list = this.environment.parseList(this.takeRest());
    return list === null || list.actions.length === 0 ? null : list;
  }

  /** N, +N or -N; null when the next word is none of these (it is then not read). */
  optionalOffset(): RuleOffset | null {
    const parts = OFFSET.exec(WORD.exec(this.rest.text)?.[0] ?? "");
    if (parts === null) return null;
    this.nextWord();
    const number = numberOf(parts[2] as string);
    if (parts[1] === "" && number !== 0) return { kind: "absolute", number };
    return { kind: "relative", distance: parts[1] === "-" ? 0 - number : number };
  }

  offset(): RuleOffset | null {
    const offset = this.optionalOffset();
    if (offset !== null) return offset;
    const word = this.nextWord();
    if (word === undefined) this.missing("<offset>");
    else this.invalid(word, "a rule offset: N, +N or -N");
    return null;
  }

  takeRest(): SourceText {
    const text = stripOuter(this.rest);
    this.rest = this.rest.slice(this.rest.text.length);
    return text;
  }

  missing(parameter: string): void {
    this.report("missing-parameter", this.keyword, this.type, parameter);
  }

  invalid(text: SourceText, form: string): void {
    this.report("invalid-parameter", text.span(), this.type, text.text, form);
  }

  emptyList(): void {
    this.report("empty-list", this.keyword, this.type);
  }

  /** Reports what is left over. */
  finish(): void {
    if (this.rest.text !== "") this.report("surplus-parameter", this.rest.span(), this.type, this.rest.text);
  }

  private report<Id extends DiagnosticId>(id: Id, span: Span, ...values: ValuesOf<Id>): void {
    this.environment.problems.report(id, span, ...values);
  }

  private variableFrom(word: SourceText): string | null {
    const name = VARIABLE.exec(word.text)?.[1];
    if (name === undefined) this.invalid(word, "an action list variable: %name");
    return name ?? null;
  }
}

/** The text without masks, as something that may hold variables. */
export function template(text: SourceText): Template {
  return new Template(unmask(text.text));
}

function textOrNull(text: SourceText): Template | null {
  return text.text === "" ? null : template(text);
}
