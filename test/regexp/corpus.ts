/** Expressions as real rule files have them, with texts that they match. */
import { readFileSync } from "node:fs";

export interface CorpusEntry {
  readonly pattern: string;
  readonly subjects: readonly string[];
}

export function readCorpus(): CorpusEntry[] {
  const entries: { pattern: string; subjects: string[] }[] = [];
  for (const line of readFileSync("test/regexp/corpus.txt", "latin1").split("\n")) {
    if (line === "" || line.startsWith("# ")) continue;
    if (line.startsWith("> ")) entries.at(-1)?.subjects.push(line.slice(2));
    else entries.push({ pattern: line, subjects: [] });
  }
  return entries;
}
