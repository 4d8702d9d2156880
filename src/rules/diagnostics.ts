/**
 * The catalogue of everything that can be wrong with a rule file. Each entry words one
 * fault; places are added where it is found. docs/diagnostics.md explains them to users.
 */
import type { Diagnostic, Severity } from "../base/diagnostic.js";
import type { Span } from "../base/source.js";

interface Wording {
  readonly severity: Severity;
  readonly message: (...values: string[]) => string;
  readonly hint: (...values: string[]) => string | null;
}

const error = (message: Wording["message"], hint: Wording["hint"] = () => null): Wording => ({
  severity: "error",
  message,
  hint,
});
const warning = (message: Wording["message"], hint: Wording["hint"] = () => null): Wording => ({
  severity: "warning",
  message,
  hint,
});
/** "Did you mean ...?" for the nearest known word, which may be empty. */
const nearest = (word: string | undefined): string | null => (word ? `did you mean "${word}"?` : null);

export const CATALOGUE = {
  "file-unreadable": error(
    (reason) => `the rule file cannot be read: ${reason}`,
    () => "check the name given with --conf and the permissions of the file",
  ),
  "stray-line": error(
    () => "this line is no keyword=value field and is ignored",
    () => "write keyword=value; for remarks inside a rule use rem=",
  ),
  "lost-continuation": error(
    () => "the file ends after a backslash: this line is lost",
    () => "remove the backslash at the end of the last line",
  ),
  "missing-type": error(
    () => "the rule has no type",
    () => "add type=Single or another rule type",
  ),
  "unknown-type": error(
    (type) => `there is no rule type "${type}"`,
    (_, word) => nearest(word),
  ),
  "unknown-field": error(
    (field, type) => `a rule of type ${type} has no field "${field}"`,
    (_field, _type, word) => nearest(word),
  ),
  "missing-field": error(
    (field, type) => `the rule of type ${type} lacks the field "${field}"`,
    (field) => `add ${field}=...`,
  ),
  "not-a-number": error(
    (field, value) => `${field} is "${value}", which is no unsigned integer`,
    () => "write digits only",
  ),
  "not-positive": error((field) => `${field} must not be 0`),
  "not-yes-or-no": error(
    (field, value) => `${field} is "${value}"`,
    () => "write Yes or No",
  ),
  "ignored-value": warning((field, value, instead) => `${field} "${value}" is not known; ${instead} is assumed`),
  "unknown-continue": error(
    (value) => `"${value}" is no point to continue from`,
    () => "write TakeNext, DontCont, EndMatch or GoTo <label>",
  ),
  "unknown-label": warning(
    (label) => `there is no label "${label}" in this file: DontCont is assumed`,
    (_, word) => nearest(word) ?? "define it with label=... after this rule",
  ),
  "backward-label": warning(
    (label) => `the label "${label}" does not follow this rule: DontCont is assumed`,
    () => "GoTo only leads forward; move the label behind this rule",
  ),
  "unknown-pattern-type": error(
    (type) => `there is no pattern type "${type}"`,
    (_, word) => nearest(word),
  ),
  "too-many-lines": error(
    (lines, size) => `the pattern needs ${lines} lines, the input buffer holds ${size}`,
    () => "raise --bufsize, or leave it out: then the size follows from the rules",
  ),
  "invalid-regexp": error((reason) => `invalid regular expression: ${reason}`),
  "regexp-needs-perl": error(
    (feature) => `this regular expression needs Perl (${feature}), and there is none here`,
    () => "install perl, or write the expression without this construct",
  ),
  "invalid-truth-value": error(
    (value) => `"${value}" is no truth value`,
    () => "write TRUE or FALSE",
  ),
  "invalid-entry-name": error(
    (name) => `"${name}" cannot name an entry of the pattern match cache`,
    () => "begin with a letter and go on with letters, digits and underscores",
  ),
  "ignored-varmap": warning((type) => `patterns of type ${type} set no variables: the variable map is ignored`),
  "invalid-varmap": error(
    (part) => `"${part}" is neither a name nor name=number`,
    () => "write varmap=entry; name=1; other=2",
  ),
  "code-needs-perl": error(
    () => "this rule holds Perl code, and there is no Perl here",
    () => "install perl",
  ),
  "invalid-perl": error((reason) => `the Perl code does not compile to a function: ${reason}`),
  "unbalanced-parentheses": error(
    (what) => `unbalanced parentheses in the ${what}`,
    () => "mask a parenthesis without a counterpart with a backslash: \\( or \\)",
  ),
  "empty-context": error(() => "the context expression has an empty operand"),
  "invalid-context-name": error(
    (name) => `"${name}" is no context name: it holds white space`,
    () => "join operands with && or ||",
  ),
  "invalid-operand": error((text) => `"${text}" is no operand of a context expression`),
  "empty-action": error(
    () => "there is an action missing",
    () => "remove the surplus semicolon",
  ),
  "unknown-action": error(
    (name) => `there is no action "${name}"`,
    (_, word) => nearest(word),
  ),
  "missing-parameter": error((action, parameter) => `${action} lacks its parameter ${parameter}`),
  "surplus-parameter": error((action, text) => `${action} does not take "${text}"`),
  "invalid-parameter": error((action, text, form) => `${action}: "${text}" is not ${form}`),
  "invalid-time": error((text, what) => `"${text}" does not give ${what}`),
  "time-fields": error(
    (count) => `the time specification has ${count} conditions`,
    () => "give five or six: minutes hours days months weekdays [years]",
  ),
  "egpattern-alone": error(
    (present, absent) => `${present} is given without ${absent}`,
    (_, absent) => `add ${absent}=...`,
  ),
} as const satisfies Record<string, Wording>;

export type DiagnosticId = keyof typeof CATALOGUE;

export function makeDiagnostic(
  id: DiagnosticId,
  file: string,
  span: Span | null,
  values: readonly string[],
): Diagnostic {
  const wording: Wording = CATALOGUE[id];
  return {
    id,
    severity: wording.severity,
    message: wording.message(...values),
    hint: wording.hint(...values),
    span,
    file,
  };
}

/** Where faults are reported while a file is read. */
export class Problems {
  readonly list: Diagnostic[] = [];
  /** How many errors there are; a rule is rejected when reading it has added one. */
  errors = 0;
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  report(id: DiagnosticId, span: Span | null, ...values: string[]): void {
    const diagnostic = makeDiagnostic(id, this.file, span, values);
    if (diagnostic.severity === "error") this.errors++;
    this.list.push(diagnostic);
  }
}
