/** The parameters of one action, read from left to right by its syntax module. */
import type { SourceText, Span } from "../../base/source.js";
import { Template } from "../../base/template.js";
import { type ActionEnvironment, parseActionList } from "../action-list.js";
import type { ActionList, ActionType, RuleOffset } from "../ast.js";
import type { DiagnosticId } from "../diagnostics.js";
import { stripOuter, unmask } from "../parentheses.js";
import { wordsOf } from "../words.js";

const VARIABLE = /^%([A-Za-z][A-Za-z0-9_]*)$/;
const OFFSET = /^([-+]?)([0-9]+)$/;
/** The default of most strings. */
const DESCRIPTION = new Template("%s");

export class ActionReader {
  readonly type: ActionType;
  readonly environment: ActionEnvironment;
  /** What has not been read yet. */
  rest: SourceText;

  constructor(type: ActionType, text: SourceText, environment: ActionEnvironment) {
    this.type = type;
    this.rest = text;
    this.environment = environment;
  }

  /** The next word, undefined at the end. */
  nextWord(): SourceText | undefined {
    const length = /^[^ \t\r\f\v]+/.exec(this.rest.text)?.[0].length;
    if (length === undefined) return undefined;
    const word = this.rest.slice(0, length);
    this.rest = this.rest.slice(length).trim();
    return word;
  }

  /** A word that may hold variables; `parameter` names it in messages. */
  word(parameter: string): Template {
    const word = this.nextWord();
    if (word === undefined) this.missing(parameter);
    return word === undefined ? DESCRIPTION : this.template(word);
  }

  optionalWord(): Template | null {
    const word = this.nextWord();
    return word === undefined ? null : this.template(word);
  }

  /** A word that defaults to the description string. */
  wordOrDescription(): Template {
    return this.optionalWord() ?? DESCRIPTION;
  }

  /** `%name`, without the percent sign. */
  variable(parameter = "%<variable>"): string {
    const word = this.nextWord();
    if (word === undefined) this.missing(parameter);
    return word === undefined ? "" : this.variableFrom(word);
  }

  optionalVariable(): string | null {
    const word = this.nextWord();
    return word === undefined ? null : this.variableFrom(word);
  }

  /** Everything that is left, without its outer parentheses; the description string when it is empty. */
  string(): Template {
    const text = this.takeRest();
    return text.text === "" ? DESCRIPTION : this.raw(text);
  }

  /** Everything that is left, null when it is empty. */
  optionalString(): Template | null {
    const text = this.takeRest();
    return text.text === "" ? null : this.raw(text);
  }

  requiredString(parameter: string): Template {
    const text = this.takeRest();
    if (text.text === "") this.missing(parameter);
    return this.raw(text);
  }

  /** Everything that is left, split at white space now and not when it runs. */
  words(): Template[] {
    return wordsOf(this.takeRest()).map((word) => this.raw(word));
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

  /** Everything that is left as an action list; null when there is nothing, or only (). */
  optionalList(): ActionList | null {
    const text = this.takeRest();
    return text.text === "" ? null : parseActionList(text, this.environment);
  }

  /** N, +N or -N; null when the next word is none of these (it is then not read). */
  optionalOffset(): RuleOffset | null {
    const [word] = wordsOf(this.rest);
    const parts = word === undefined ? null : OFFSET.exec(word.text);
    if (parts === null) return null;
    this.nextWord();
    const number = Number(parts[2]);
    if (parts[1] === "" && number !== 0) return { kind: "absolute", number };
    return { kind: "relative", distance: parts[1] === "-" ? -number : number };
  }

  offset(): RuleOffset {
    const offset = this.optionalOffset();
    if (offset === null && this.rest.text === "") this.missing("<offset>");
    else if (offset === null) this.invalid(this.rest, "a rule offset: N, +N or -N");
    return offset ?? { kind: "relative", distance: 0 };
  }

  takeRest(): SourceText {
    const text = stripOuter(this.rest);
    this.rest = this.rest.slice(this.rest.text.length);
    return text;
  }

  missing(parameter: string): void {
    this.report("missing-parameter", this.rest.span(), this.type, parameter);
  }

  invalid(text: SourceText, form: string): void {
    this.report("invalid-parameter", text.span(), this.type, text.text, form);
  }

  /** Reports what is left over. */
  finish(): void {
    if (this.rest.text !== "") this.report("surplus-parameter", this.rest.span(), this.type, this.rest.text);
  }

  report(id: DiagnosticId, span: Span, ...values: string[]): void {
    this.environment.problems.report(id, span, ...values);
  }

  private template(word: SourceText): Template {
    return this.raw(stripOuter(word));
  }

  private raw(text: SourceText): Template {
    return new Template(unmask(text.text));
  }

  private variableFrom(word: SourceText): string {
    const name = VARIABLE.exec(word.text)?.[1];
    if (name === undefined) this.invalid(word, "an action list variable: %name");
    return name ?? "";
  }
}
