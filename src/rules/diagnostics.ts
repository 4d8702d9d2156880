/**
 * The catalogue of everything that can be wrong with a rule file. Each entry words one
 * fault; places are added where it is found. docs/diagnostics.md explains them to users,
 * and a test holds the two together.
 *
 * An error is what the reference counts as one: it makes --testonly end with status 1.
 * Nearly always it also costs the rule. A warning never costs anything.
 */
import type { Diagnostic, Severity } from "../base/diagnostic.js";
import type { Span } from "../base/source.js";
import { nearestWord } from "./suggest.js";

/** How one fault is worded, given the values that belong to it. */
interface Wording<Values extends string[]> {
  readonly severity: Severity;
  readonly message: (...values: Values) => string;
  readonly hint: (...values: Values) => string | null;
}

type Words<Values extends string[], Result> = (...values: Values) => Result;

function error<Values extends string[]>(
  message: Words<Values, string>,
  hint: Words<Values, string | null> = () => null,
): Wording<Values> {
  return { severity: "error", message, hint };
}

function warning<Values extends string[]>(
  message: Words<Values, string>,
  hint: Words<Values, string | null> = () => null,
): Wording<Values> {
  return { severity: "warning", message, hint };
}

/** "did you mean ...?" for the nearest known word; empty when none is near. */
const nearest = (word: string): string | null => (word === "" ? null : `did you mean "${word}"?`);

export const CATALOGUE = {
  // --- files and lines ---
  "file-unreadable": error(
    (reason: string) => `the rule file cannot be read: ${reason}`,
    () => "check the name given with --conf and the permissions of the file",
  ),
  "stray-line": error(
    () => "this line is no keyword=value field and is ignored",
    () => "write keyword=value; put # before a comment between rules, rem= before one inside a rule",
  ),
  "empty-field": error(
    (keyword: string) => `${keyword} has no value and is ignored`,
    () => "give it a value or remove the line",
  ),
  "lost-line": warning(
    () => "the file ends inside a continued line, which is therefore ignored",
    () => "remove the backslash at the end of the last line",
  ),
  "further-problems": error((count: string) => `${count} further problems of this file are not listed`),

  // --- rules and fields ---
  "missing-type": error(
    (_nearest: string) => "the rule has no type",
    (word) => nearest(word) ?? "add type=Single or another rule type",
  ),
  "unknown-type": error(
    (type: string, _nearest: string) => `there is no rule type "${type}"`,
    (_, word) => nearest(word),
  ),
  "unknown-field": error(
    (keyword: string, type: string, _nearest: string) => `rules of type ${type} have no field "${keyword}"`,
    (_keyword, _type, word) => nearest(word),
  ),
  "missing-field": error(
    (keyword: string, type: string) => `this rule of type ${type} lacks the field ${keyword}`,
    (keyword) => `add ${keyword}=...`,
  ),
  "repeated-field": warning(
    (keyword: string) => `${keyword} is given again further down: this one does not count`,
    () => "remove one of them; a new rule begins after an empty line",
  ),
  "not-a-number": error(
    (keyword: string, value: string) => `${keyword} is "${value}", which is no unsigned integer`,
    () => "write digits only",
  ),
  "not-positive": error(
    (keyword: string) => `${keyword} must not be 0`,
    () => "write 1 or more",
  ),
  "not-yes-or-no": error(
    (keyword: string, value: string) => `${keyword} is "${value}", which is neither Yes nor No`,
    () => "write Yes or No",
  ),
  "unknown-procallin": warning(
    (value: string) => `procallin is "${value}", which is neither Yes nor No: Yes is assumed`,
    () => "write Yes or No",
  ),

  // --- continue and labels ---
  "unknown-continue": error(
    (value: string, _nearest: string) => `"${value}" is no point to continue from`,
    (_, word) => nearest(word) ?? "write TakeNext, DontCont, EndMatch or GoTo <label>",
  ),
  "unknown-label": warning(
    (label: string, _nearest: string) => `there is no label "${label}" in this file: DontCont is assumed`,
    (_, word) => nearest(word) ?? "define it with label=... further down",
  ),
  "backward-label": warning(
    (label: string) => `the label "${label}" does not follow this rule: DontCont is assumed`,
    () => "GoTo only leads forward: move the label to a place after this rule",
  ),
  "repeated-label": warning(
    (label: string) => `the label "${label}" is defined again: only this last definition counts`,
    () => "give one of them another name",
  ),

  // --- patterns ---
  "unknown-pattern-type": error(
    (type: string, _nearest: string) => `there is no pattern type "${type}"`,
    (_, word) => nearest(word),
  ),
  "pattern-without-lines": error(
    (type: string) => `patterns of type ${type} do not look at lines and take no number`,
    (type) => `write ${type}`,
  ),
  "no-lines": error(
    () => "a pattern looks at one line at least",
    () => "write 1 or more after the pattern type, or no number",
  ),
  "too-many-lines": error(
    (lines: string, size: string) => `the pattern looks at ${lines} lines, but an input buffer holds ${size}`,
    () => "raise --bufsize, or leave it out: then the size follows from the rules",
  ),
  "invalid-regexp": error((reason: string) => `invalid regular expression: ${reason}`),
  "regexp-needs-perl": error(
    (feature: string) => `this regular expression needs Perl (${feature}), and there is none here`,
    () => "install perl, or write the expression without this construct",
  ),
  "invalid-truth-value": error(
    (value: string) => `"${value}" is no truth value`,
    () => "write TRUE or FALSE",
  ),
  "invalid-entry-name": error(
    (name: string) => `"${name}" cannot name an entry of the pattern match cache`,
    () => "begin with a letter and go on with letters, digits and underscores",
  ),
  "ignored-varmap": warning(
    (type: string) => `patterns of type ${type} set no variables and make no cache entry: the variable map is ignored`,
    () => "remove it, or use a pattern type that sets variables",
  ),
  "invalid-varmap": error(
    (part: string) => `"${part}" is neither a name nor name=number`,
    () => "write varmap=entry; name=1; other=2",
  ),
  "unknown-group-pattern-type": error(
    (type: string) => `event group patterns cannot be of type "${type}"`,
    () => "write SubStr, RegExp, PerlFunc, NSubStr, NRegExp or NPerlFunc, without a number",
  ),
  "egpattern-alone": error(
    (present: string, absent: string) => `${present} is given without ${absent}`,
    (_, absent) => `add ${absent}=...`,
  ),
  "egtoken-alone": error(
    (keyword: string) => `${keyword} is given, but there is no event group pattern that would see it`,
    () => "add egptype=... and egpattern=...",
  ),

  // --- Perl code ---
  "code-needs-perl": error(
    (reason: string) => `this Perl code needs Perl (${reason}), and there is none here`,
    () => "install perl; the other rules do not need it",
  ),
  "invalid-perl": error((reason: string) => `this Perl code does not compile to a function: ${reason}`),

  // --- context expressions and action lists ---
  "unbalanced-parentheses": error(
    (what: string) => `this parenthesis has no counterpart in the ${what}`,
    () => "if it is meant as text, put a backslash before it",
  ),
  "nested-too-deep": error((most: string) => `parentheses, negations and lists are nested more than ${most} deep`),
  "empty-context": error(
    () => "a context expression has an operand missing here",
    () => "write the name of a context, varset <entry>, -> <function> or =( <code> )",
  ),
  "invalid-context-name": error(
    (name: string) => `"${name}" is no context name: it holds white space`,
    () => "join operands with && or ||",
  ),
  "invalid-operand": error(
    (operand: string) => `"${operand}" is no operand: parentheses must enclose all of a part of it`,
    () => "join operands with && or ||; enclose all of the parameters, and all of the code, in parentheses",
  ),
  "empty-action": error(
    () => "there is an action missing here",
    () => "remove the surplus semicolon",
  ),
  "empty-list": error(
    (action: string) => `${action} has nothing to do`,
    () => "give it an action, if only none",
  ),
  "unknown-action": error(
    (name: string, _nearest: string) => `there is no action "${name}"`,
    (_, word) => nearest(word),
  ),
  "missing-parameter": error((action: string, parameter: string) => `${action} lacks its parameter ${parameter}`),
  "surplus-parameter": error(
    (action: string, text: string) => `${action} does not take "${text}"`,
    () => "separate actions with semicolons",
  ),
  "invalid-parameter": error((action: string, text: string, form: string) => `${action}: "${text}" is not ${form}`),

  // --- Calendar ---
  "invalid-time": error(
    (text: string, what: string) => `"${text}" does not give ${what}`,
    () => "write *, numbers and ranges like 1-5 separated by commas, and a step like */10 or 0-30/5",
  ),
  "time-fields": error(
    (count: string) => `the time has ${count} conditions`,
    () => "give five or six: minutes hours days months weekdays [years]",
  ),
} as const satisfies Record<string, Wording<never>>;

export type DiagnosticId = keyof typeof CATALOGUE;
/** The values that belong to a fault, in the order of its wording. */
export type ValuesOf<Id extends DiagnosticId> = Parameters<(typeof CATALOGUE)[Id]["message"]>;

/** Characters of a value that a message quotes. */
const QUOTED_MAX = 80;

export function makeDiagnostic<Id extends DiagnosticId>(
  id: Id,
  file: string,
  span: Span | null,
  values: ValuesOf<Id>,
): Diagnostic {
  const { severity, message, hint } = CATALOGUE[id] as unknown as Wording<string[]>;
  const quoted = values.map((value) => (value.length > QUOTED_MAX ? `${value.slice(0, QUOTED_MAX)}...` : value));
  return { id, severity, message: message(...quoted), hint: hint(...quoted), span, file };
}

/** Diagnostics of one file that are kept; the others are only counted. */
export const DIAGNOSTICS_MAX = 1000;

/** Where faults are reported while a file is read. */
export class Problems {
  /** How many errors there are; a rule is rejected when reading it has added one. */
  errors = 0;
  private readonly file: string;
  private readonly list: Diagnostic[] = [];
  private dropped = 0;
  private droppedErrors = 0;

  constructor(file: string) {
    this.file = file;
  }

  /** Nobody will see what is reported now, so no pains need be taken with it. */
  get isFull(): boolean {
    return this.list.length >= DIAGNOSTICS_MAX;
  }

  /** The known word nearest to a mistyped one, for a hint; the empty string when none is near. */
  nearest(word: string, known: Iterable<string>): string {
    return this.isFull ? "" : nearestWord(word, known);
  }

  report<Id extends DiagnosticId>(id: Id, span: Span | null, ...values: ValuesOf<Id>): void {
    const isError = CATALOGUE[id].severity === "error";
    if (isError) this.errors++;
    if (!this.isFull) {
      this.list.push(makeDiagnostic(id, this.file, span, values));
      return;
    }
    this.dropped++;
    if (isError) this.droppedErrors++;
  }

  /** What was reported, in the order of the places in the file. */
  inOrder(): Diagnostic[] {
    const list = this.list.sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
    if (this.dropped === 0) return list;
    const rest = makeDiagnostic("further-problems", this.file, null, [String(this.dropped)]);
    return [...list, { ...rest, severity: this.droppedErrors > 0 ? "error" : "warning" }];
  }
}
