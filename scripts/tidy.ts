/**
 * The house rules that can be checked by reading: the direction of imports, what the core
 * must not name, leftovers, file lengths, paths of machines, registry hosts. Every ban
 * names what to do instead.
 */
import { readFileSync } from "node:fs";

export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** What each folder of src may import from, itself aside. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  base: [],
  logtime: ["base"],
  regexp: ["base"],
  perl: ["base", "regexp"],
  patterns: ["base", "regexp", "perl"],
  rules: ["base", "regexp", "perl", "patterns"],
  engine: ["base", "regexp", "perl", "patterns", "rules"],
  analysis: ["base", "regexp", "perl", "patterns", "rules"],
  observe: ["base", "regexp", "perl", "patterns", "rules", "engine"],
  io: ["base", "logtime", "regexp", "perl", "patterns", "rules", "engine"],
  runtime: ["base", "logtime", "regexp", "perl", "patterns", "rules", "engine", "observe", "io"],
  cli: ["base", "logtime", "regexp", "perl", "patterns", "rules", "analysis", "engine", "observe", "io", "runtime"],
};
/** Folders that know neither Node nor the time. */
const PURE = new Set(["base", "logtime", "regexp", "perl", "patterns", "rules", "engine", "observe", "analysis"]);
const BANNED: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\b(?:from|import|require)\s*\(?\s*"(?!\.)/, "the core does no I/O: go through Effects (engine/ports.ts)"],
  [/\b(?:Date|performance)\b/, "time is an argument: take `now`"],
  [/\bprocess\b/, "the core knows no process: take what is needed as an argument"],
  [/\b(?:setTimeout|setInterval|setImmediate|queueMicrotask)\b/, "deadlines are data (engine/timers.ts)"],
  [/\bfetch\b/, "the core has no network: go through Effects (engine/ports.ts)"],
  [/\bglobalThis\b/, "name what is needed, and take it as an argument"],
  [/\bBuffer\b/, "strings hold bytes, one per character"],
  [/\bconsole\b/, "log through Effects"],
  [/\bMath\.random\b/, "the core is deterministic"],
];
const LEFTOVER = /\b(?:TODO|FIXME|XXX|HACK)\b/;
const MACHINE_PATH = /(?:^|[^\w.-])\/(?:work|home|root|Users)\/\w/;
/** Lines of a source file. */
const LINES_MAX = 400;
/** Files that are longer than that, with their present length: it may only shrink. */
export const LONGER: Readonly<Record<string, number>> = { "src/io/perl/worker.ts": 413 };

/** Faults of one file of src, by its path from the root of the project. */
export function faultsOfSource(file: string, text: string): Fault[] {
  const faults: Fault[] = [];
  const folder = file.split("/")[1] ?? "";
  const lines = text.split("\n");
  lines.forEach((line, index) => {
    const report = (message: string): void => {
      faults.push({ file, line: index + 1, message });
    };
    const imported = importedFolder(file, line);
    if (imported !== null && imported !== folder && ARROWS[folder]?.includes(imported) !== true) {
      report(`${folder} must not import from ${imported}`);
    }
    if (PURE.has(folder) && !isComment(line)) {
      for (const [pattern, instead] of BANNED) if (pattern.test(withoutTexts(line))) report(instead);
    }
    if (LEFTOVER.test(line)) report("finish it, or write an issue");
  });
  const length = lines.length - 1;
  const recorded = LONGER[file];
  const most = recorded ?? LINES_MAX;
  if (length > most) faults.push({ file, line: most + 1, message: `longer than ${most} lines: split it` });
  if (recorded !== undefined && length < recorded) {
    const message = `has ${length} lines: lower its number in LONGER, or remove it there`;
    faults.push({ file, line: length, message });
  }
  return faults;
}

/** Source files that no other names, by import or as the file of a thread; `entries` are started from outside. */
export function unusedSources(sources: ReadonlyMap<string, string>, entries: readonly string[]): string[] {
  const used = new Set(entries);
  for (const [file, text] of sources) {
    for (const [, path] of text.matchAll(/"(\.[^"\n]*)\.js"/g)) {
      const module = resolveFrom(file, path as string);
      // Of a module that the build makes there are only the types.
      used.add(`${module}.ts`).add(`${module}.d.ts`);
    }
  }
  return [...sources.keys()].filter((file) => !used.has(file));
}

/** Faults that any text of the project can have. */
export function faultsOfText(file: string, text: string): Fault[] {
  const faults: Fault[] = [];
  text.split("\n").forEach((line, index) => {
    if (MACHINE_PATH.test(line))
      faults.push({ file, line: index + 1, message: "a path of some machine: use a relative one" });
    if (file === "package-lock.json" && /"resolved": "https?:/.test(line)) {
      faults.push({ file, line: index + 1, message: "a registry host: .npmrc omits them, run npm install again" });
    }
  });
  return faults;
}

export function readAndCheck(file: string): Fault[] {
  const text = readFileSync(file, "latin1");
  const isSource = file.startsWith("src/") && file.endsWith(".ts");
  return [...(isSource ? faultsOfSource(file, text) : []), ...faultsOfText(file, text)];
}

/** The folder of src that an import line leads to; null for any other line. */
function importedFolder(file: string, line: string): string | null {
  const path = /\b(?:from|import)\s*\(?\s*"(\.[^"]*)"/.exec(line)?.[1];
  if (path === undefined) return null;
  const parts = resolveFrom(file, path).split("/");
  return parts[0] === "src" ? (parts[1] ?? null) : null;
}

/** A relative path in `file`, from the root of the project. */
function resolveFrom(file: string, path: string): string {
  const parts = file.split("/").slice(0, -1);
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

function isComment(line: string): boolean {
  return /^\s*(?:\/\/|\*|\/\*)/.test(line);
}

/** The line without its strings, imports aside: theirs say what is imported. */
function withoutTexts(line: string): string {
  if (/\b(?:from|import|require)\s*\(?\s*"/.test(line)) return line;
  return line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, '""').replace(/\/\/.*$/, "");
}
