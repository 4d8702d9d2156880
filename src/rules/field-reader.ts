/**
 * The fields of one rule definition, taken one by one by the rule type's module. What
 * nobody has taken at the end is a field that the type does not have.
 */
import type { SourceText, Span } from "../base/source.js";
import { Template } from "../base/template.js";
import { SETS_VARIABLES } from "../patterns/pattern.js";
import { parseActionList } from "./action-list.js";
import type { ActionList, Condition, ContextField, Continue } from "./ast.js";
import type { Compilers } from "./compilers.js";
import { parseContextField } from "./context-expression.js";
import type { Labels } from "./continue.js";
import type { DiagnosticId, Problems, ValuesOf } from "./diagnostics.js";
import { parsePattern } from "./patterns/index.js";
import type { RawField } from "./scan.js";
import { numberOf, wordsOf } from "./words.js";

/** What the fields of a rule are read with. */
export interface RuleEnvironment {
  readonly compilers: Compilers;
  readonly problems: Problems;
  readonly labels: Labels;
  /** Index of the rule in its file, if it loads. */
  readonly index: number;
}

/** Cached match variables in any field: $:{entry:name} and its like for the first pattern of a pair. */
const CACHED_VARIABLE = /[$%]:\{/;

/** All methods but `optional` report what is wrong, and yield null for it. */
export class FieldReader {
  readonly problems: Problems;
  readonly compilers: Compilers;
  private readonly environment: RuleEnvironment;
  private readonly type: string;
  /** The value of the type field: what lacks a field is that. */
  private readonly typeSpan: Span;
  private readonly fields: ReadonlyMap<string, RawField>;
  private readonly asked = new Set<string>(["type"]);

  constructor(type: string, typeSpan: Span, fields: ReadonlyMap<string, RawField>, environment: RuleEnvironment) {
    this.type = type;
    this.typeSpan = typeSpan;
    this.fields = fields;
    this.environment = environment;
    this.problems = environment.problems;
    this.compilers = environment.compilers;
  }

  optional(keyword: string): SourceText | undefined {
    this.asked.add(keyword);
    return this.fields.get(keyword)?.value;
  }

  has(keyword: string): boolean {
    return this.fields.has(keyword);
  }

  required(keyword: string): SourceText | undefined {
    const value = this.optional(keyword);
    if (value === undefined) this.report("missing-field", this.typeSpan, keyword, this.type);
    return value;
  }

  template(keyword: string): Template | null {
    const text = this.required(keyword);
    return text === undefined ? null : new Template(text.text);
  }

  optionalTemplate(keyword: string): Template | null {
    const text = this.optional(keyword);
    return text === undefined ? null : new Template(text.text);
  }

  /** Words that may hold variables, split now and not when the rule matches. */
  templates(text: SourceText): Template[] {
    return wordsOf(text).map((word) => new Template(word.text));
  }

  actions(keyword: string): ActionList | null {
    const text = this.required(keyword);
    return text === undefined ? null : parseActionList(text, this.environment);
  }

  optionalActions(keyword: string): ActionList | null {
    const text = this.optional(keyword);
    return text === undefined ? null : parseActionList(text, this.environment);
  }

  /** An unsigned integer that must be given. */
  number(keyword: string, least: 0 | 1): number | null {
    const text = this.required(keyword);
    return text === undefined ? null : this.parseNumber(keyword, text, least);
  }

  optionalNumber(keyword: string, least: 0 | 1, byDefault: number): number | null {
    const text = this.optional(keyword);
    return text === undefined ? byDefault : this.parseNumber(keyword, text, least);
  }

  yesOrNo(keyword: string, byDefault: boolean): boolean | null {
    const text = this.optional(keyword);
    if (text === undefined) return byDefault;
    const value = text.text.toLowerCase();
    if (value === "yes" || value === "no") return value === "yes";
    this.report("not-yes-or-no", text.span(), keyword, text.text);
    return null;
  }

  continue(keyword: string): Continue | null {
    const text = this.optional(keyword);
    const { labels, index, problems } = this.environment;
    return text === undefined ? { kind: "DontCont" } : labels.parseContinue(text, index, problems);
  }

  context(keyword: string): ContextField | null {
    const text = this.optional(keyword);
    return text === undefined ? null : parseContextField(text, this.environment);
  }

  /** ptype, pattern, varmap, context and continue, with the suffix of their keywords ("", "2", "3"...). */
  condition(suffix = ""): Condition | null {
    const goOn = this.continue(`continue${suffix}`);
    const condition = this.conditionWithoutContinue(suffix);
    return condition === null || goOn === null ? null : { ...condition, continue: goOn };
  }

  conditionWithoutContinue(suffix = ""): Condition | null {
    return this.readCondition(suffix, false);
  }

  /** The second condition of a pair: its pattern may hold match variables of the first one. */
  secondCondition(first: Condition | null): Condition | null {
    const goOn = this.continue("continue2");
    // A faulty first pattern could have been of a type that sets variables.
    const condition = this.readCondition("2", first === null || SETS_VARIABLES[first.pattern.type]);
    return condition === null || goOn === null ? null : { ...condition, continue: goOn };
  }

  private readCondition(suffix: string, bound: boolean): Condition | null {
    const type = this.required(`ptype${suffix}`);
    const text = this.required(`pattern${suffix}`);
    const map = this.optional(`varmap${suffix}`);
    const context = this.context(`context${suffix}`);
    if (type === undefined || text === undefined) return null;
    const pattern = parsePattern({ type, text, map, bound }, this.environment);
    return pattern === null ? null : { pattern, context, continue: { kind: "DontCont" } };
  }

  private parseNumber(keyword: string, text: SourceText, least: 0 | 1): number | null {
    if (!/^[0-9]+$/.test(text.text)) {
      this.report("not-a-number", text.span(), keyword, text.text);
      return null;
    }
    const value = numberOf(text.text);
    if (value >= least) return value;
    this.report("not-positive", text.span(), keyword);
    return null;
  }

  /** Whether some field refers to cached match variables. */
  get bindsCache(): boolean {
    for (const { value } of this.fields.values()) if (CACHED_VARIABLE.test(value.text)) return true;
    return false;
  }

  /** Reports the fields that nobody asked for. */
  finish(): void {
    for (const [name, { keyword }] of this.fields) {
      if (this.asked.has(name)) continue;
      this.report("unknown-field", keyword.span(), name, this.type, this.problems.nearest(name, this.asked));
    }
  }

  report<Id extends DiagnosticId>(id: Id, span: Span, ...values: ValuesOf<Id>): void {
    this.problems.report(id, span, ...values);
  }
}
