import { type CoveredFile, type CoveredItem, tallies } from "../../../analysis/coverage/index.js";

export function coverageToJson(files: readonly CoveredFile[]): string {
  return `${JSON.stringify({ files: files.map(fileToJson) }, null, 2)}\n`;
}

function fileToJson(file: CoveredFile) {
  return {
    file: file.name,
    loads: file.loads,
    ...Object.fromEntries([...tallies(file)].map(([kind, tally]) => [`${kind}s`, tally])),
    items: file.items.map(itemToJson),
  };
}

function itemToJson({ kind, field, line, text, count, falseCount }: CoveredItem) {
  const counts = kind === "operand" ? { true: count, false: falseCount } : { count };
  return { kind, field, line, text: Buffer.from(text, "latin1").toString("utf8"), ...counts };
}
