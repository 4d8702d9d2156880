/**
 * Remarks that silence lints. Above a rule or, as rem, in it:
 *
 *     # evcorr: ignore command-injection, desc-without-key
 *     type=Single
 *     rem=evcorr: ignore context-never-created
 *
 * and for a whole file, anywhere in it:
 *
 *     # evcorr: ignore-file context-never-used
 */
import type { SourceFile } from "../../base/source.js";
import type { Rule } from "../../rules/ast.js";

const REMARK = /^(?:#|rem\s*=)\s*evcorr:\s*ignore\s+(.*)$/;
const FILE_REMARK = /^(?:#|rem\s*=)\s*evcorr:\s*ignore-file\s+(.*)$/gm;

export function isSilenced(id: string, rule: Rule, file: SourceFile): boolean {
  for (const [, ids] of file.text.matchAll(FILE_REMARK)) if (names(ids, id)) return true;
  return remarksOf(rule).some((ids) => names(ids, id));
}

function names(ids: string | undefined, id: string): boolean {
  return (ids ?? "").split(/[\s,]+/).includes(id);
}

/** Remarks inside the definition, and on the lines directly above it. */
function remarksOf(rule: Rule): string[] {
  const { file, start, end } = rule.span;
  const inside = file.text.slice(start, end).split("\n");
  const above: string[] = [];
  const before = file.text.slice(0, start).split("\n");
  before.pop();
  for (let line = before.pop(); line !== undefined && /^(?:#|rem\s*=)/.test(line); line = before.pop())
    above.push(line);
  return [...above, ...inside].flatMap((line) => REMARK.exec(line.trim())?.[1] ?? []);
}
