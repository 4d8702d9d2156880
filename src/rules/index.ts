/**
 * The rule language: a file's text to a typed, immutable rule file with diagnostics.
 *
 *   scan.ts          lines to blocks of keyword=value fields
 *   types/           the fields of each rule type
 *   field-reader.ts  one rule's fields, handed to its type
 *   patterns/  actions/  context-expression.ts  time-specification.ts  varmap.ts  continue.ts
 *   diagnostics.ts   the catalogue of faults
 */
import type { SourceFile } from "../base/source.js";
import type { Rule, RuleFile } from "./ast.js";
import type { Compilers } from "./compilers.js";
import { Labels } from "./continue.js";
import { Problems } from "./diagnostics.js";
import { FieldReader, type RuleEnvironment } from "./field-reader.js";
import { type RawBlock, type RawField, scanBlocks } from "./scan.js";
import { RULE_TYPE_NAMES, syntaxFor } from "./types/index.js";
import { type FileOptions, NO_OPTIONS, options } from "./types/options.js";

export type { Compilers } from "./compilers.js";
export { CATALOGUE, DIAGNOSTICS_MAX, type DiagnosticId, makeDiagnostic } from "./diagnostics.js";

/** Reads a rule file's text. `modified` is the file's modification time in seconds. */
export function parseRuleFile(source: SourceFile, modified: number, compilers: Compilers): RuleFile {
  const problems = new Problems(source.name);
  const labels = new Labels();
  const rules: Rule[] = [];
  let fileOptions = NO_OPTIONS;
  for (const block of scanBlocks(source, problems)) {
    const index = rules.length;
    // A label anywhere in a definition denotes that rule, or the next one that loads.
    for (const label of block.labels) labels.define(label, index, problems);
    if (block.fields.length === 0) continue;
    const read = readBlock(block, { compilers, problems, labels, index });
    if (read === null) labels.forget(index);
    else if (read.kind === "rule") rules.push(read.rule);
    else fileOptions = read.options;
  }
  labels.settle(problems);
  return { name: source.name, source, modified, ...fileOptions, rules, diagnostics: problems.inOrder() };
}

type Read =
  | { readonly kind: "rule"; readonly rule: Rule }
  | { readonly kind: "options"; readonly options: FileOptions };

/** Null, with messages: the definition is faulty. */
function readBlock(block: RawBlock, environment: RuleEnvironment): Read | null {
  const { problems } = environment;
  const before = problems.errors;
  const fields = lastOfEach(block, problems);
  const type = fields.get("type");
  if (type === undefined) {
    reportMissingType(block, fields, problems);
    return null;
  }
  const found = syntaxFor(type.value.text);
  if (found === null) {
    const { text } = type.value;
    problems.report("unknown-type", type.value.span(), text, problems.nearest(text, RULE_TYPE_NAMES));
    return null;
  }
  const reader = new FieldReader(found.name, type.value.span(), fields, environment);
  if (found.kind === "options") {
    const read = options(reader);
    reader.finish();
    return problems.errors > before ? null : { kind: "options", options: read };
  }
  const draft = found.syntax(reader);
  reader.finish();
  if (problems.errors > before) return null;
  const { span } = block;
  const frame = { file: span.file.name, number: environment.index, span, bindsCache: reader.bindsCache };
  // Nothing was reported, so nothing in the draft is missing. Rules put together with ... would have no hidden class in common.
  return { kind: "rule", rule: Object.assign(draft, frame) as Rule };
}

/** Of several fields with one keyword the last counts. */
function lastOfEach(block: RawBlock, problems: Problems): Map<string, RawField> {
  const fields = new Map<string, RawField>();
  for (const field of block.fields) {
    const earlier = fields.get(field.keyword.text);
    if (earlier !== undefined) problems.report("repeated-field", earlier.keyword.span(), field.keyword.text);
    fields.set(field.keyword.text, field);
  }
  return fields;
}

/** Points at the field that might have been meant, else at the first one. */
function reportMissingType(block: RawBlock, fields: ReadonlyMap<string, RawField>, problems: Problems): void {
  const [first] = block.fields as [RawField, ...RawField[]];
  const meant = [...fields.values()].find(({ keyword }) => problems.nearest(keyword.text, ["type"]) !== "");
  problems.report("missing-type", (meant ?? first).keyword.span(), meant === undefined ? "" : "type");
}
