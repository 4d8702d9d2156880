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
import type { DiagnosticId, Problems } from "./diagnostics.js";
import { parsePattern } from "./patterns/index.js";
import type { RawBlock, RawField } from "./scan.js";
import { nearestWord } from "./suggest.js";

/** Stands in for a value that was reported as wrong, so that the other fields can still be looked at. */
const FAULTY_CONDITION = null as unknown as Condition;
const FAULTY_LIST = null as unknown as ActionList;

export class FieldReader {
  readonly problems: Problems;
  readonly compilers: Compilers;
  readonly type: string;
  readonly span: Span;
  private readonly fields: ReadonlyMap<string, RawField>;
  private readonly asked = new Set<string>(["type"]);
  private readonly labels: Labels;
  private readonly index: number;

  constructor(
    block: RawBlock,
    fields: ReadonlyMap<string, RawField>,
    type: string,
    labels: Labels,
    index: number,
    compilers: Compilers,
    problems: Problems,
  ) {
    this.span = block.span;
    this.fields = fields;
    this.type = type;
    this.labels = labels;
    this.index = index;
    this.compilers = compilers;
    this.problems = problems;
  }

  optional(field: string): SourceText | undefined {
    this.asked.add(field);
    return this.fields.get(field)?.value;
  }

  required(field: string): SourceText | undefined {
    const value = this.optional(field);
    if (value === undefined) this.report("missing-field", this.span, field, this.type);
    return value;
  }

  template(field: string): Template {
    return new Template(this.required(field)?.text ?? "");
  }

  actions(field: string): ActionList {
    const text = this.required(field);
    return text === undefined ? FAULTY_LIST : (parseActionList(text, this) ?? FAULTY_LIST);
  }

  optionalActions(field: string): ActionList | null {
    const text = this.optional(field);
    return text === undefined ? null : parseActionList(text, this);
  }

  /** An unsigned integer; with `positive` not 0. */
  number(field: string, positive: boolean, byDefault?: number): number {
    const text = byDefault === undefined ? this.required(field) : this.optional(field);
    if (text === undefined) return byDefault ?? 0;
    if (!/^[0-9]+$/.test(text.text)) {
      this.report("not-a-number", text.span(), field, text.text);
      return 0;
    }
    const value = Number(text.text);
    if (positive && value === 0) this.report("not-positive", text.span(), field);
    return value;
  }

  yesOrNo(field: string, byDefault: boolean): boolean {
    const text = this.optional(field);
    if (text === undefined) return byDefault;
    const value = text.text.toLowerCase();
    if (value !== "yes" && value !== "no") this.report("not-yes-or-no", text.span(), field, text.text);
    return value === "yes";
  }

  continue(field: string): Continue {
    const text = this.optional(field);
    const parsed = text && this.labels.parseContinue(text, this.index, this.problems);
    return parsed ?? { kind: "DontCont" };
  }

  context(field: string): ContextField | null {
    const text = this.optional(field);
    return text === undefined ? null : parseContextField(text, this);
  }

  /** ptype, pattern, varmap, context and continue, with the suffix of their field names ("", "2", "3"...). */
  condition(suffix = "", firstOfPair?: Condition): Condition {
    const goOn = this.continue(`continue${suffix}`);
    const condition = this.conditionWithoutContinue(suffix, firstOfPair);
    return condition === FAULTY_CONDITION ? condition : { ...condition, continue: goOn };
  }

  conditionWithoutContinue(suffix = "", firstOfPair?: Condition): Condition {
    const type = this.required(`ptype${suffix}`);
    const text = this.required(`pattern${suffix}`);
    const map = this.optional(`varmap${suffix}`);
    const context = this.context(`context${suffix}`);
    const bound = firstOfPair?.pattern !== undefined && SETS_VARIABLES[firstOfPair.pattern.type];
    const pattern = type && text && parsePattern({ type, text, map, bound }, this);
    if (!pattern) return FAULTY_CONDITION;
    return { pattern, context, continue: { kind: "DontCont" } };
  }

  /** Whether some field refers to cached match variables. */
  get bindsCache(): boolean {
    for (const field of this.fields.values()) if (/[$%]:\{/.test(field.value.text)) return true;
    return false;
  }

  /** Reports the fields that nobody asked for. */
  finish(): void {
    for (const field of this.fields.values()) {
      if (this.asked.has(field.keyword)) continue;
      const near = nearestWord(field.keyword, this.asked) ?? "";
      this.report("unknown-field", field.keywordSpan, field.keyword, this.type, near);
    }
  }

  report(id: DiagnosticId, span: Span, ...values: string[]): void {
    this.problems.report(id, span, ...values);
  }
}
