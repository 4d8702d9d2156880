/** The recorded cases: a line each, an expression, a text and what Perl makes of them. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const DIRECTORY = "test/regexp/cases";

/** What came of it: the groups (null where unset) and the named ones that are set. */
export type Outcome =
  | "invalid"
  | "no match"
  | { readonly groups: readonly (string | null)[]; readonly names?: Readonly<Record<string, string>> };

export interface Case {
  readonly pattern: string;
  readonly subject: string;
  readonly outcome: Outcome;
}

/** The constructs that have cases. */
export function constructs(): string[] {
  const files = readdirSync(DIRECTORY).filter((name) => name.endsWith(".jsonl"));
  return files.map((name) => name.slice(0, -".jsonl".length)).sort();
}

function pathOf(construct: string): string {
  return join(DIRECTORY, `${construct}.jsonl`);
}

export function readText(construct: string): string {
  return readFileSync(pathOf(construct), "utf8");
}

export function writeText(construct: string, text: string): void {
  writeFileSync(pathOf(construct), text);
}

export function parseCases(text: string): Case[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [pattern, subject, outcome] = JSON.parse(line) as [string, string, Outcome];
      return { pattern, subject, outcome };
    });
}

/** All in ASCII, so that every byte of a text can be seen. */
export function formatCases(cases: readonly Case[]): string {
  return cases
    .map(({ pattern, subject, outcome }) => JSON.stringify([pattern, subject, outcome]))
    .map((line) => `${line.replace(/[\x7f-\xff]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`)}\n`)
    .join("");
}
