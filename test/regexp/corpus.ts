/** Expressions as real rule files have them, with texts that they match. */
import { readFileSync } from "node:fs";

export interface CorpusEntry {
  /** What its expressions are about. */
  readonly group: string;
  readonly pattern: string;
  readonly subjects: readonly string[];
}

export function readCorpus(): CorpusEntry[] {
  const entries: { group: string; pattern: string; subjects: string[] }[] = [];
  let group = "";
  for (const line of readFileSync("test/regexp/corpus.txt", "latin1").split("\n")) {
    if (line.startsWith("# ")) group = line.slice(2);
    if (line === "" || line.startsWith("# ")) continue;
    if (line.startsWith("> ")) entries.at(-1)?.subjects.push(line.slice(2));
    else entries.push({ group, pattern: line, subjects: [] });
  }
  return entries;
}
