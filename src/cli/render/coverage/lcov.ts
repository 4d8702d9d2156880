/**
 * Coverage as lcov's tracefiles have it, which editors and code hosts show in the margin.
 * Rules are functions; a line was come to when all that stands on it was; the outcomes of
 * context operands are branches.
 */
import type { CoveredFile, CoveredItem } from "../../../analysis/coverage/index.js";

export function coverageToLcov(files: readonly CoveredFile[]): string {
  return files.map(fileToLcov).join("");
}

function fileToLcov({ name, items }: CoveredFile): string {
  const rules = items.filter(({ kind }) => kind === "rule");
  const operands = items.filter(({ kind }) => kind === "operand");
  const lines = countsOfLines(items);
  const branches = operands.flatMap(branchesOf);
  return [
    "TN:",
    `SF:${name}`,
    ...rules.map(({ line, field }) => `FN:${line},${field}:${line}`),
    ...rules.map(({ line, field, count }) => `FNDA:${count},${field}:${line}`),
    `FNF:${rules.length}`,
    `FNH:${rules.filter(({ count }) => count > 0).length}`,
    ...branches.map(({ text }) => text),
    `BRF:${branches.length}`,
    `BRH:${branches.filter(({ count }) => count > 0).length}`,
    ...[...lines].map(([line, count]) => `DA:${line},${count}`),
    `LF:${lines.size}`,
    `LH:${[...lines.values()].filter((count) => count > 0).length}`,
    "end_of_record",
    "",
  ].join("\n");
}

function countsOfLines(items: readonly CoveredItem[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { kind, line, count, falseCount } of items) {
    const here = kind === "operand" ? count + falseCount : count;
    counts.set(line, Math.min(here, counts.get(line) ?? here));
  }
  return new Map([...counts].sort(([a], [b]) => a - b));
}

/** Of an operand that was never asked for lcov wants no counts but a dash. */
function branchesOf({ line, count, falseCount }: CoveredItem, block: number): { count: number; text: string }[] {
  const asked = count + falseCount > 0;
  return [count, falseCount].map((taken, branch) => ({
    count: taken,
    text: `BRDA:${line},${block},${branch},${asked ? taken : "-"}`,
  }));
}
