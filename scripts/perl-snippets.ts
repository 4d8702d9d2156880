/** The Perl code of the conformance cases, among them all examples of the manual, and where each snippet runs. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compilePerl } from "../src/perl/compile/index.js";
import { type Explanation, explanationOf, withoutMatchVariables } from "../src/perl/explain.js";
import type { CodeReference, PerlHost } from "../src/perl/host.js";
import { compileRegExp } from "../src/regexp/index.js";
import { parseRuleFile } from "../src/rules/index.js";

export interface Snippet {
  readonly source: string;
  readonly explanation: Explanation;
  /** Modules, files, processes, SEC's own structures, or code that is wrong: for the real Perl by its nature. */
  readonly isForeign: boolean;
}

/** All rule files below a directory. */
function ruleFiles(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return ruleFiles(path);
    return /\.(?:sec|conf|rules)$/.test(entry.name) ? [path] : [];
  });
}

/** Each snippet once, as the rules hand it on; values that are known only later are 1. */
export function collectSnippets(directories: readonly string[]): Snippet[] {
  const functions = new Set<string>();
  const programs = new Set<string>();
  const recorder: PerlHost = {
    compileFunction: (source) => {
      functions.add(source);
      return { ok: true, value: FUNCTION };
    },
    lackingFor: (program) => {
      programs.add(program);
      return null;
    },
    call: () => ({ ok: true, value: [] }),
    evaluate: () => ({ ok: true, value: [undefined] }),
    compileRegExp: () => ({ ok: false, message: "not asked for" }),
    forgetEntries: () => {},
  };
  const compilers = { regexp: compileRegExp, perl: recorder, bufsize: 0 };
  for (const name of directories.flatMap(ruleFiles)) {
    parseRuleFile({ name, text: readFileSync(name, "latin1") }, 0, compilers);
  }
  const sources = [...functions, ...[...programs].map(withoutMatchVariables)];
  const defined = new Set(sources.flatMap((source) => [...source.matchAll(DEFINITION)].map(([, name]) => name)));
  const snippets = [...functions, ...programs].map((source, index) => snippetOf(source, sources[index] ?? "", defined));
  return snippets.sort((a, b) => (a.source < b.source ? -1 : 1));
}

const FUNCTION: CodeReference = { kind: "code", handle: 1, text: "CODE(0x1)" };
const DEFINITION = /\bsub\s+(?:\w+::)*(\w+)/g;
/** Functions of the cases' own modules that a case expects to be missing, so that nothing defines them. */
const MISSING = /^(?:nobody|undefined_function|foo)$/;

function snippetOf(source: string, text: string, defined: ReadonlySet<string | undefined>): Snippet {
  const compilation = compilePerl(text);
  const called = compilation.kind === "compiled" ? compilation.globals.filter((name) => name.startsWith("&")) : [];
  const names = called.map((name) => name.replace(/^.*(?:::|&)/, ""));
  const foreign = names.find((name) => !defined.has(name) && !MISSING.test(name));
  if (foreign !== undefined) {
    const explanation = { runsIn: "perl", reason: `the name ${foreign}`, offset: 0, usesGlobals: true } as const;
    return { source, explanation, isForeign: true };
  }
  const explanation = explanationOf(compilation);
  return {
    source,
    explanation,
    isForeign: explanation.runsIn === "perl" && isForeign(source, explanation.reason ?? ""),
  };
}

/** Modules, files, processes, output, and variables that are about these. */
const FOREIGN_WORDS =
  /\b(?:require|use|open|close|opendir|stat|unlink|print|printf|syswrite|system|exec|fork|kill|exit|sleep|warn|truncate|chdir|umask|getppid|alarm|wait|waitpid|select|rand|srand|mkdir|rmdir)\b|context_list|%ENV|\$ENV|\$\$|\$0|@ARGV|\$SIG|\b(?!main::|SEC::)\w+::\w+\(|`|<[$\w]*>|-[efdrwxs] /;

function isForeign(source: string, reason: string): boolean {
  return (
    /syntax error|modules|something else than|Perl rejects|do with a file|under strict$|no hash$/.test(reason) ||
    FOREIGN_WORDS.test(source)
  );
}

export function snippetTable(snippets: readonly Snippet[]): string {
  const rows = snippets.map(({ source, explanation: { runsIn, reason } }) => {
    const text = source.replace(/\s+/g, " ").trim();
    const shown = text.length > 100 ? `${text.slice(0, 97)}...` : text;
    return [
      `\`\` ${shown.replaceAll("|", "\\|").replaceAll("`", "'")} \`\``,
      runsIn === "perl" ? "Perl" : "JavaScript",
      reason ?? "",
    ];
  });
  return [["snippet", "runs in", "why"], ["---", "---", "---"], ...rows]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
}

export function summary(snippets: readonly Snippet[]): { readonly compiled: number; readonly own: number } {
  const own = snippets.filter(({ isForeign: foreign }) => !foreign);
  return { own: own.length, compiled: own.filter(({ explanation }) => explanation.runsIn === "javascript").length };
}
