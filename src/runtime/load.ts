/** Rule files: patterns to a rule set (manual: --conf, CONFIGURATION FILES). */
import { readFileSync, statSync } from "node:fs";
import { glob } from "../io/glob.js";
import { pathOf } from "../io/path.js";
import type { RuleFile, RuleSet } from "../rules/ast.js";
import { type Compilers, makeDiagnostic, parseRuleFile } from "../rules/index.js";

/** Reads all rule files. Of `previous` those that have not been modified since are kept as they are. */
export function loadRuleSet(patterns: readonly string[], compilers: Compilers, previous?: RuleSet): RuleSet {
  const names = new Set(patterns.flatMap(glob));
  const known = new Map(previous?.files.map((file) => [file.name, file]));
  return { files: [...names].map((name) => loadFile(name, compilers, known.get(name))) };
}

function loadFile(name: string, compilers: Compilers, known: RuleFile | undefined): RuleFile {
  try {
    const { mtimeMs } = statSync(pathOf(name));
    const modified = Math.floor(mtimeMs / 1000);
    if (known !== undefined && known.modified === modified) return known;
    return parseRuleFile({ name, text: readFileSync(pathOf(name), "latin1") }, modified, compilers);
  } catch (error) {
    return unreadable(name, error as NodeJS.ErrnoException);
  }
}

/** What people call it when a file cannot be read; anything else is said in the system's words. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "permission denied",
  EISDIR: "it is a directory",
  ELOOP: "its symbolic links lead in a circle",
  ERR_STRING_TOO_LONG: "it is larger than 512 MiB",
  ERR_FS_FILE_TOO_LARGE: "it is larger than 2 GiB",
};

/** A directory counts as a file without rules; anything else that cannot be read is an error. */
function unreadable(name: string, error: NodeJS.ErrnoException): RuleFile {
  if (error.code === undefined) throw error;
  const reason = REASONS[error.code] ?? error.message;
  const diagnostic = makeDiagnostic("file-unreadable", name, null, [reason]);
  const severity = error.code === "EISDIR" ? "warning" : "error";
  return {
    name,
    source: { name, text: "" },
    modified: 0,
    joincfset: [],
    procallin: true,
    rules: [],
    diagnostics: [{ ...diagnostic, severity }],
  };
}

export function hasErrors(rules: RuleSet): boolean {
  return rules.files.some((file) => file.diagnostics.some((diagnostic) => diagnostic.severity === "error"));
}
