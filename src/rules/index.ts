/**
 * The rule language: a file's text to a typed, immutable rule file with diagnostics.
 *
 *   scan.ts          lines to blocks of keyword=value fields
 *   types/           the fields of each rule type
 *   field-reader.ts  one rule's fields, handed to its type
 *   patterns/  actions/  context-expression.ts  time-specification.ts  varmap.ts  continue.ts
 */
import type { SourceFile } from "../base/source.js";
import type { Rule, RuleFile } from "./ast.js";
import type { Compilers } from "./compilers.js";
import { Labels } from "./continue.js";
import { Problems } from "./diagnostics.js";
import { FieldReader } from "./field-reader.js";
import { type RawBlock, type RawField, scanBlocks } from "./scan.js";
import { nearestWord } from "./suggest.js";
import { RULE_TYPE_NAMES, syntaxFor } from "./types/index.js";
import { type FileOptions, options } from "./types/options.js";

export type { Compilers } from "./compilers.js";
export { CATALOGUE, type DiagnosticId, makeDiagnostic } from "./diagnostics.js";

/** Reads a rule file's text. `modified` is the file's modification time in seconds. */
export function parseRuleFile(source: SourceFile, modified: number, compilers: Compilers): RuleFile {
  const problems = new Problems(source.name);
  const rules: Rule[] = [];
  const labels = new Labels();
  let fileOptions: FileOptions = { joincfset: [], procallin: true };
  for (const block of scanBlocks(source, problems)) {
    // A label anywhere in a definition denotes that rule, or the next one that loads.
    for (const label of block.labels) labels.define(label, rules.length);
    if (block.fields.length === 0) continue;
    const read = readBlock(source, block, labels, rules.length, compilers, problems);
    if (read?.rule !== undefined) rules.push(read.rule);
    if (read?.options !== undefined) fileOptions = read.options;
  }
  labels.settle(problems);
  const diagnostics = problems.list.sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  return { name: source.name, source, modified, ...fileOptions, rules, diagnostics };
}

/** Undefined, with a message: the definition is faulty. */
function readBlock(
  source: SourceFile,
  block: RawBlock,
  labels: Labels,
  number: number,
  compilers: Compilers,
  problems: Problems,
): { rule?: Rule; options?: FileOptions } | undefined {
  const fields = new Map<string, RawField>(block.fields.map((field) => [field.keyword, field]));
  const type = fields.get("type");
  if (type === undefined) {
    problems.report("missing-type", block.span);
    return undefined;
  }
  const before = problems.errors;
  const found = syntaxFor(type.value.text);
  const isOptions = type.value.text.toLowerCase() === "options";
  if (found === undefined && !isOptions) {
    const near = nearestWord(type.value.text, RULE_TYPE_NAMES) ?? "";
    problems.report("unknown-type", type.value.span(), type.value.text, near);
    return undefined;
  }
  const name = found?.name ?? "Options";
  const reader = new FieldReader(block, fields, name, labels, number, compilers, problems);
  if (found === undefined) {
    const read = options(reader);
    reader.finish();
    return problems.errors > before ? undefined : { options: read };
  }
  const fieldsOfType = found.syntax(reader);
  reader.finish();
  if (problems.errors > before) return undefined;
  const frame = { file: source.name, number, span: block.span, bindsCache: reader.bindsCache };
  return { rule: { ...frame, ...fieldsOfType } as Rule };
}
